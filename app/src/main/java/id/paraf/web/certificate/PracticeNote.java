package id.paraf.web.certificate;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

import id.paraf.certificate.AuthoritySettings;
import id.paraf.certificate.PracticeStatements;

/** What is said in front of a practice statement: whether anybody answers for it, and whether certificates name another one. */
@Component
class PracticeNote {

    private final boolean demo;
    private final boolean shipped;
    private final @Nullable String elsewhere;

    PracticeNote(AuthoritySettings settings, PracticeStatements statements, Environment environment,
            @Value("${paraf.origin}") URI origin) {
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
        this.shipped = statements.shipped();
        URI named = settings.practiceStatement();
        String here = origin.toString().replaceAll("/+$", "") + "/cps";
        this.elsewhere = named == null || named.toString().equals(here) || named.toString().startsWith(here + "/") ? null
                : named.toString();
    }

    void addTo(Model model) {
        model.addAttribute("demo", demo).addAttribute("shipped", shipped).addAttribute("elsewhere", elsewhere);
    }
}
