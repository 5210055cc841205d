package id.paraf.enrolment;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import id.paraf.population.PopulationRegister;
import id.paraf.population.PopulationRegister.Answer;

/** Asks the register, with patience that ends: whatever a register does instead of answering is no answer, and nobody passes by it. */
@Component
class AskRegister {

    private static final Logger LOG = LoggerFactory.getLogger(AskRegister.class);

    private final PopulationRegister register;
    private final Duration patience;

    AskRegister(PopulationRegister register, @Value("${paraf.register.patience:5s}") Duration patience) {
        this.register = register;
        this.patience = patience;
    }

    boolean there() {
        return register.there();
    }

    Answer about(Identity identity) {
        var employee = identity.employee();
        var person = new PopulationRegister.Person(identity.nik(), identity.fullName(),
                employee.map(EmployeeNumber::birth).orElse(null),
                employee.map(known -> known.woman() ? PopulationRegister.Sex.FEMALE : PopulationRegister.Sex.MALE).orElse(null));
        var answer = asked(person);
        if (answer instanceof Answer.Unavailable(String cause)) {
            LOG.warn("The population register gives no answer: {}", cause);
        }
        return answer;
    }

    private Answer asked(PopulationRegister.Person person) {
        var question = new FutureTask<>(() -> register.compare(person));
        Thread.ofVirtual().name("register").start(question);
        try {
            // Foreign code may return what it must not.
            return usable(Objects.requireNonNullElseGet(question.get(patience.toMillis(), TimeUnit.MILLISECONDS),
                    () -> new Answer.Unavailable("no answer")));
        } catch (TimeoutException e) {
            question.cancel(true);
            return new Answer.Unavailable("slower than " + patience);
        } catch (ExecutionException e) {
            return new Answer.Unavailable(Objects.requireNonNullElse(e.getCause(), e).getClass().getSimpleName());
        } catch (InterruptedException e) {
            question.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.Unavailable("interrupted");
        }
    }

    /** A register that knows somebody says at least whether the name is theirs. */
    private static Answer usable(Answer answer) {
        return answer instanceof Answer.Known known && !known.same().containsKey(PopulationRegister.Field.NAME)
                ? new Answer.Unavailable("nothing about the name")
                : answer;
    }
}
