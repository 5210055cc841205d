package id.paraf.web.rest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;

import id.paraf.kernel.SecretText;
import id.paraf.web.rest.Failure.Flaw;

/**
 * The form of a call (RFC 7578), read whole. What is wrong with its fields is gathered, so that a program learns of everything at
 * once. Nothing is ever taken from the query: addresses end up in logs.
 */
final class Upload {

    /** Larger than any page (ISO 32000-2 annex C: 14,400 units a side). */
    private static final double LARGEST = 20_000;

    private final Collection<Part> parts;
    private final List<Flaw> flaws = new ArrayList<>();
    private final String refused;

    /**
     * @param known   names that the call takes
     * @param refused key of the sentence that says what was not done, if anything is wrong
     */
    Upload(HttpServletRequest request, Set<String> known, String refused) {
        this.refused = refused;
        try {
            this.parts = request.getParts();
        } catch (IllegalStateException tooMuch) {
            throw new Failure(ErrorCode.TOO_LARGE);
        } catch (IOException | ServletException malformed) {
            throw new Failure(ErrorCode.BODY_UNREADABLE);
        }
        parts.stream().map(Part::getName).distinct().filter(name -> !known.contains(name)).forEach(name -> wrong(name, "unknown"));
    }

    void wrong(String field, String code) {
        flaws.add(new Flaw(field, code));
    }

    /** Ends the call if anything is wrong. */
    void check() {
        if (!flaws.isEmpty()) {
            throw Failure.fields(refused, flaws);
        }
    }

    /** A file, and the name under which it came. */
    record File(String name, byte[] bytes) {
    }

    List<File> files(String field) {
        return parts.stream().filter(part -> part.getName().equals(field)).map(part -> new File(name(part), bytes(part)))
                .filter(file -> file.bytes().length > 0).toList();
    }

    private static String name(Part part) {
        String name = part.getSubmittedFileName() == null ? "" : part.getSubmittedFileName();
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).replaceAll("\\p{Cntrl}", "");
        return last.isBlank() ? "document.pdf" : last.substring(0, Math.min(200, last.length()));
    }

    /** A text without blanks around it; empty if it is missing or blank. */
    Optional<String> text(String field, int longest) {
        return plain(field).map(String::strip).filter(text -> !text.isEmpty()).filter(text -> {
            boolean fits = text.length() <= longest;
            if (!fits) {
                wrong(field, "too-long");
            }
            return fits;
        });
    }

    /** A field that may come several times, in its order, without what is blank. */
    List<String> texts(String field, int longest) {
        return parts.stream().filter(part -> part.getName().equals(field))
                .map(part -> new String(bytes(part), StandardCharsets.UTF_8).strip()).filter(text -> !text.isEmpty()).map(text -> {
                    if (text.length() > longest) {
                        wrong(field, "too-long");
                    } else if (text.indexOf('\0') >= 0) {
                        wrong(field, "unreadable");
                    }
                    return text;
                }).toList();
    }

    /** As it was typed: a passphrase may begin with a blank. */
    Optional<SecretText> secret(String field) {
        return plain(field).filter(text -> !text.isEmpty()).map(SecretText::of);
    }

    private Optional<String> plain(String field) {
        var found = parts.stream().filter(part -> part.getName().equals(field)).toList();
        if (found.size() > 1) {
            wrong(field, "twice");
            return Optional.empty();
        }
        return found.stream().findFirst().map(part -> new String(bytes(part), StandardCharsets.UTF_8)).filter(text -> {
            boolean readable = text.indexOf('\0') < 0;
            if (!readable) {
                wrong(field, "unreadable");
            }
            return readable;
        });
    }

    Optional<Double> number(String field) {
        return text(field, 30).map(text -> {
            double value = text.matches("[-+]?[0-9]{1,9}([.][0-9]{1,9})?") ? Double.parseDouble(text) : Double.NaN;
            if (!(Math.abs(value) <= LARGEST)) {
                wrong(field, "not-a-number");
                return 0.0;
            }
            return value;
        });
    }

    /** One of some words; the first if nothing was said. */
    String choice(String field, List<String> words) {
        String said = text(field, 30).orElse(words.getFirst());
        if (!words.contains(said)) {
            wrong(field, "not-a-choice");
        }
        return said;
    }

    private static byte[] bytes(Part part) {
        try (InputStream in = part.getInputStream()) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new Failure(ErrorCode.BODY_UNREADABLE);
        }
    }
}
