package id.paraf.enrolment;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What an 18-digit NIP says: the day of birth in eight digits; year and month of the appointment in six, where in place of a month
 * those employed by contract have which contract it is, from 21 on; 1 for men and 2 for women; and three that count from 001.
 */
public record EmployeeNumber(LocalDate birth, boolean woman) {

    private static final int YOUNGEST = 15;
    private static final int OLDEST = 65;

    /** Reads 18 digits; empty if no employee can have them. */
    static Optional<EmployeeNumber> of(String nip) {
        if (!nip.matches("[0-9]{14}[12][0-9]{3}") || nip.endsWith("000")) {
            return Optional.empty();
        }
        int appointed = Integer.parseInt(nip.substring(8, 12));
        int month = Integer.parseInt(nip.substring(12, 14));
        try {
            var birth = LocalDate.parse(nip.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
            int age = appointed - birth.getYear();
            return age >= YOUNGEST && age <= OLDEST && (month >= 1 && month <= 12 || month >= 21 && month <= 29)
                    ? Optional.of(new EmployeeNumber(birth, nip.charAt(14) == '2'))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
