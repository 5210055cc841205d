package id.paraf.pki.lint;

import java.util.ArrayList;
import java.util.List;

/** Collects what a rule finds. */
final class Findings {

    private final List<String> found = new ArrayList<>();

    /** Notes the sentence unless the condition holds. */
    Findings require(boolean condition, String otherwise) {
        if (!condition) {
            found.add(otherwise);
        }
        return this;
    }

    List<String> list() {
        return List.copyOf(found);
    }
}
