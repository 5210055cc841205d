package id.paraf.enrolment;

import java.util.List;

import org.springframework.stereotype.Component;

/** Who at an institution said to have a NIK, for whoever knows people by nothing else. */
@Component
public class FindPerson {

    private final ApplicationRows rows;

    FindPerson(ApplicationRows rows) {
        this.rows = rows;
    }

    /**
     * Applications with this NIK that were sent at this institution, the newest first. Only one that is
     * {@link State#ISSUED} was checked by an officer: the others are what somebody typed.
     */
    public List<Application> byNumber(String institution, String nik) {
        return nik.matches("[0-9]{16}") ? rows.ofNumber(institution, nik).stream()
                .filter(found -> found.identity() != null && found.identity().nik().equals(nik)).toList() : List.of();
    }
}
