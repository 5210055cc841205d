package id.paraf.enrolment;

import java.text.Normalizer;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Who the applicant is, as typed and cleaned up.
 *
 * @param fullName as on the identity card, titles left out; becomes the certificate's name
 * @param nik national identity number, 16 digits; stored sealed and never in a certificate
 * @param nip employee number, 18 digits, or null for who has none
 * @param position the office held
 */
public record Identity(String fullName, String nik, @Nullable String nip, String position) {

    /** What can be wrong; named by the field. */
    public enum Flaw {
        NAME_MISSING, NAME_TOO_LONG, NAME_STRANGE, NIK_FORM, NIK_IMPOSSIBLE, NIP_FORM, NIP_IMPOSSIBLE, POSITION_MISSING,
        POSITION_TOO_LONG
    }

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_SURNAME = 40;
    private static final int LONGEST_POSITION = 100;
    /** Added to the day of birth in a woman's NIK. */
    private static final int WOMEN = 40;

    public Identity {
        fullName = clean(fullName);
        nik = nik.replaceAll("[ .-]", "");
        nip = nip == null || nip.isBlank() ? null : nip.replaceAll("[ .-]", "");
        position = clean(position);
    }

    /** Everything that has to be put right; empty if nothing has. Forms only: whether it is true, an officer finds out. */
    public List<Flaw> flaws() {
        var flaws = new ArrayList<Flaw>();
        String surname = fullName.substring(fullName.lastIndexOf(' ') + 1);
        if (fullName.isEmpty()) {
            flaws.add(Flaw.NAME_MISSING);
        } else if (length(fullName) > LONGEST_NAME || length(surname) > LONGEST_SURNAME) {
            flaws.add(Flaw.NAME_TOO_LONG);
        } else if (!fullName.matches("[\\p{L}\\p{M}][\\p{L}\\p{M} .,'’`-]*")) {
            flaws.add(Flaw.NAME_STRANGE);
        }
        if (!nik.matches("[0-9]{16}")) {
            flaws.add(Flaw.NIK_FORM);
        } else if (!possible(nik)) {
            flaws.add(Flaw.NIK_IMPOSSIBLE);
        }
        if (nip != null && !nip.matches("[0-9]{18}")) {
            flaws.add(Flaw.NIP_FORM);
        } else if (nip != null && EmployeeNumber.of(nip).isEmpty()) {
            flaws.add(Flaw.NIP_IMPOSSIBLE);
        }
        if (position.isEmpty()) {
            flaws.add(Flaw.POSITION_MISSING);
        } else if (length(position) > LONGEST_POSITION) {
            flaws.add(Flaw.POSITION_TOO_LONG);
        }
        return flaws;
    }

    /**
     * Whether a NIK of 16 digits is built as they are: six of a region, the day of birth (with 40 added for women), month and
     * year in two each, and four that count from 0001. What it says about its owner is looked at here alone and kept nowhere.
     */
    private static boolean possible(String nik) {
        int day = Integer.parseInt(nik.substring(6, 8)) % WOMEN;
        int month = Integer.parseInt(nik.substring(8, 10));
        int year = Integer.parseInt(nik.substring(10, 12));
        return Integer.parseInt(nik.substring(6, 8)) <= 71 && nik.chars().distinct().count() > 1 && !nik.startsWith("000000")
                && !nik.endsWith("0000") && month >= 1 && month <= 12 && day >= 1
                // Of the two centuries that the year leaves open, 2000 had a leap day and 1900 had none.
                && day <= YearMonth.of(2000 + year, month).lengthOfMonth();
    }

    /** What the employee number says about its owner; empty for who has none. */
    public Optional<EmployeeNumber> employee() {
        return nip == null ? Optional.empty() : EmployeeNumber.of(nip);
    }

    /** Whether NIK and NIP name the same day of birth: one typed wrong, or of somebody else, seldom does. */
    public boolean birthsAgree() {
        return !nik.matches("[0-9]{16}") || employee().map(EmployeeNumber::birth).filter(birth -> {
            int day = Integer.parseInt(nik.substring(6, 8)) % WOMEN;
            return birth.getDayOfMonth() != day || birth.getMonthValue() != Integer.parseInt(nik.substring(8, 10))
                    || birth.getYear() % 100 != Integer.parseInt(nik.substring(10, 12));
        }).isEmpty();
    }

    /** As much of it as there is room for in the form, whatever it says: to be gone on with later. */
    Identity draft() {
        return new Identity(room(fullName), room(nik), nip == null ? null : room(nip), room(position));
    }

    private static String room(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}]", "");
        return line.substring(0, line.offsetByCodePoints(0, Math.min(length(line), LONGEST_POSITION)));
    }

    /** The NIK with all but its last four digits hidden. */
    public String maskedNik() {
        return "•••• •••• •••• " + nik.substring(Math.max(0, nik.length() - 4));
    }

    @Override
    public String toString() {
        return "Identity[•••]";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String clean(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\p{Cc}\\p{Cf}]", "").strip().replaceAll("\\s+", " ");
    }
}
