package id.paraf.web;

import java.util.Set;
import java.util.UUID;

/**
 * The person who is fully logged in on this request.
 *
 * @param account the account's id
 * @param name the name to greet with
 * @param roles role names without prefix: {@code SIGNER}, {@code OFFICER}
 * @param stopped whether the person's institution is stopped, so that nothing new happens in its name
 */
public record Viewer(UUID account, String name, Set<String> roles, boolean stopped) {

    public boolean is(String role) {
        return roles.contains(role);
    }

    /** Where this person's work begins: signers have a dashboard, and each of the other roles a console of its own. */
    public String home() {
        if (is("SIGNER")) {
            return "/dashboard";
        }
        return is("OFFICER") ? "/officer" : is("VERIFIKATOR") ? "/institution/applications" : is("CA_OPERATOR") ? "/operator"
                : is("AUDITOR") ? "/audit" : "/dashboard";
    }

    /** The name without titles after it and remarks in brackets: "Budi Contoh" of "Budi Contoh (Demo), S.Sos." */
    public String plainName() {
        return name.replaceAll("\\(.*?\\)|,.*", "").strip().replaceAll("\\s+", " ");
    }

    /** One or two letters for the round picture beside the account menu. */
    public String initials() {
        String[] words = plainName().replaceAll("[^\\p{L}\\s]", "").strip().split("\\s+");
        String letters = words[0].substring(0, Math.min(1, words[0].length()))
                + (words.length > 1 ? words[words.length - 1].substring(0, 1) : "");
        return letters.toUpperCase(java.util.Locale.ROOT);
    }
}
