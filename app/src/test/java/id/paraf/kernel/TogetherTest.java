package id.paraf.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TogetherTest {

    private static final int MOST = 8;
    private static final int BAD = -1;

    private final ConcurrentLinkedQueue<List<Integer>> goes = new ConcurrentLinkedQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    /** Doubles; the first go waits until it is let go, and a go with the bad one in it fails. */
    private final Together<Integer, Integer> doubling = new Together<>(MOST, numbers -> {
        goes.add(numbers);
        if (numbers.getFirst() == 0) {
            begun.countDown();
            await(held);
        }
        if (numbers.contains(BAD)) {
            throw new IllegalArgumentException("not " + numbers);
        }
        return numbers.stream().map(number -> 2 * number).toList();
    });

    @Test
    void whoComesWhileOthersAreAtWorkGoesWithTheNextGo() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> doubling.ask(0));
            await(begun);
            var rest = IntStream.rangeClosed(1, 20).mapToObj(i -> threads.submit(() -> doubling.ask(i))).toList();
            untilWaiting(20);
            held.countDown();
            assertThat(first.get()).isZero();
            assertThat(answers(rest)).containsExactlyElementsOf(IntStream.rangeClosed(1, 20).map(i -> 2 * i).boxed().toList());
        }
        assertThat(goes).extracting(List::size).containsExactly(1, MOST, MOST, 4);
        assertThat(goes.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(21);
    }

    @Test
    void oneThatFailsTakesNobodyWithIt() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> doubling.ask(0));
            await(begun);
            var bad = threads.submit(() -> doubling.ask(BAD));
            var rest = IntStream.rangeClosed(1, 5).mapToObj(i -> threads.submit(() -> doubling.ask(i))).toList();
            untilWaiting(6);
            held.countDown();
            first.get();
            assertThat(answers(rest)).containsExactly(2, 4, 6, 8, 10);
            assertThatThrownBy(bad::get).hasRootCauseMessage("not [-1]");
            assertThat(doubling.ask(7)).as("it goes on").isEqualTo(14);
        }
    }

    @Test
    void whoIsAloneFailsOnce() {
        assertThatThrownBy(() -> doubling.ask(BAD)).hasMessage("not [-1]");
        assertThat(goes).hasSize(1);
        assertThat(doubling.ask(3)).isEqualTo(6);
    }

    @Test
    void nobodyIsForgottenHoweverTheyCome() throws Exception {
        try (var threads = Executors.newFixedThreadPool(16)) {
            var all = IntStream.rangeClosed(1, 20_000).mapToObj(i -> threads.submit(() -> doubling.ask(i)))
                    .toList();
            assertThat(answers(all)).hasSize(20_000).allSatisfy(answer -> assertThat(answer % 2).isZero()).doesNotHaveDuplicates();
        }
    }

    private void untilWaiting(int count) throws InterruptedException {
        while (doubling.waiting() < count) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static List<Integer> answers(List<Future<Integer>> futures) throws Exception {
        var answers = new java.util.ArrayList<Integer>();
        for (var future : futures) {
            answers.add(future.get());
        }
        return answers;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
