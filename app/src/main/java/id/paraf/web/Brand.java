package id.paraf.web;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import id.paraf.kernel.RefusedToStart;

/**
 * Who runs this Paraf, as its pages show it.
 *
 * @param name the operator's name
 * @param accent the one accent colour, {@code #rrggbb}; its shades for the light and the dark theme are worked out from it
 * @param logo URL path of a logo served by this application, or null for Paraf's own mark
 * @param helpdesk how people reach the operator's helpdesk: an e-mail address or a telephone number
 */
@ConfigurationProperties("paraf.brand")
public record Brand(@DefaultValue("Paraf") String name, @DefaultValue("#2447b3") String accent, @Nullable String logo,
        @DefaultValue("") String helpdesk) {

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._/-]+");

    public Brand {
        if (!COLOUR.matcher(accent).matches()) {
            throw new RefusedToStart("paraf.brand.accent must be a colour like #2447b3, but is \"" + accent + "\".");
        }
        if (logo != null && !PATH.matcher(logo).matches()) {
            throw new RefusedToStart("paraf.brand.logo must be a path on this application, but is \"" + logo + "\".");
        }
    }

    /** The custom properties of the accent colour, as a style sheet's rule. */
    public String palette() {
        return new Palette(accent).css();
    }
}
