package id.paraf.certificate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

import id.paraf.kernel.RefusedToStart;

/**
 * The certificate policy and practice statement: what the authority does and what it does not. The shipped one says what this
 * software does; an operator's own texts take its place. Texts are never edited: a change is a new version, and whatever was in
 * force once stays readable.
 */
@Component
public class PracticeStatements implements InitializingBean {

    /** The version that comes with Paraf. */
    private static final String SHIPPED = "2026-11";

    private final PracticeRows rows;
    private final AuthoritySettings settings;
    private final Map<String, PublishedText> inForce = new LinkedHashMap<>();

    PracticeStatements(PracticeRows rows, AuthoritySettings settings) {
        this.rows = rows;
        this.settings = settings;
    }

    @Override
    public void afterPropertiesSet() {
        Path folder = settings.practiceTexts();
        if (folder == null) {
            // What was published under another name of the operator's stays as it was.
            PublishedText.LANGUAGES.forEach(language -> inForce.put(language,
                    rows.publish(ShippedTexts.read("practice", SHIPPED, language, settings.organization()))));
            return;
        }
        // The newest version is the last one, and the one in force.
        PracticeFolder.read(folder, settings.organization()).forEach(text -> inForce.put(text.language(), publish(folder, text)));
    }

    private PublishedText publish(Path folder, PublishedText text) {
        var published = rows.publish(text);
        if (!published.equals(text)) {
            throw new RefusedToStart("paraf.authority.practice-texts: "
                    + folder.resolve(text.version() + "_" + text.language() + ".txt")
                    + " reads differently from what was published under this version. A published text stays as it is: put the old words back, "
                    + "or give the new ones a version of their own.");
        }
        return published;
    }

    /** The text in force; languages without a text of their own get the Indonesian one, which is the binding one. */
    public PublishedText current(String language) {
        @Nullable PublishedText text = inForce.get(language);
        return text != null ? text : Objects.requireNonNull(inForce.get("id"));
    }

    /** A text that is in force or was. */
    public Optional<PublishedText> find(String version, String language) {
        return rows.find(version, language);
    }

    /** Every text that is in force or was, the newest version first. */
    public List<PublishedText> all() {
        return rows.all();
    }

    /** Whether the text in force says nothing of the operator's own: where it works, who works there, what it answers for. */
    public boolean shipped() {
        return settings.practiceTexts() == null;
    }
}
