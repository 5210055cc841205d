package id.paraf.acceptance.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import org.jspecify.annotations.Nullable;

/**
 * What every page must be: accessible (axe at WCAG 2.2 AA) on a phone and on a desktop, in light and in dark; no wider than
 * the screen, and no table wider than its card; with ids used once, one heading of the first rank, and a title that no other
 * page has. On the desktop, in light, it is looked at in English if its address alone shows it. A page that was seen from all
 * sides once is looked at on the phone alone in its further states, and measured on the desktop. Keeps a picture of each if asked to.
 */
final class PageChecks {

    /** For whoever wants to look: {@code -Dparaf.pictures}, or {@code -Dparaf.pictures=seal|permission} for pages with such names. */
    private static final Optional<Pattern> PICTURES = Optional.ofNullable(System.getProperty("paraf.pictures"))
            .map(names -> Pattern.compile(names.equals("true") ? "" : names));
    private static final int[][] SIZES = {{360, 740}, {1280, 800}};
    private static final String AXE = axe();
    private static final String STILL = "/assets/fonts/OFL.txt";
    private static final String VIOLATIONS = """
            async rules => (await axe.run(document, { resultTypes: ['violations'], runOnly: rules, preload: false })).violations
                .map(v => v.id + ' ' + v.nodes.map(n => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).slice(0, 3).join(' | '))""";
    private static final List<String> ALL = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    /** All that the dark changes: colours. */
    private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");
    /** Colours that are still on their way from light to dark are nobody's. */
    private static final String SETTLED = """
            async () => { await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
                          await Promise.allSettled(document.getAnimations().filter(a => a instanceof CSSTransition).map(a => a.finished)); }""";
    private static final String TWICE = """
            () => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
                    return ids.filter((id, i) => ids.indexOf(id) !== i); }""";
    private static final String HEADINGS = "() => [...document.querySelectorAll('h1')].filter(h => h.checkVisibility()).length";
    /** ux.md: a finger needs 44 pixels. Links in a sentence are read, not aimed at. */
    private static final String SMALL = """
            () => [...document.querySelectorAll('main button, main summary, main a.button, main .input, .tabs a, .top summary, .top a, label.check')]
                .filter(e => e.checkVisibility({ visibilityProperty: true })).map(e => [e, e.getBoundingClientRect()])
                .filter(([e, r]) => r.height > 0 && r.height < 43.5 && !(e.matches('summary') && e.parentElement.matches('details:not(.menu)')))
                .map(([e, r]) => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 20) + ' ' + r.height)""";
    /** A table that sticks out of its card. */
    private static final String WIDE = """
            () => [...document.querySelectorAll('.card.flush')].filter(card => card.scrollWidth > card.clientWidth)
                .map(card => card.scrollWidth + ' in ' + card.clientWidth)""";
    /** A placeholder that nobody filled, or a value that no person wrote. */
    /** What people read: a {@code pre} shows what one program says to another. */
    private static final String FOR_PEOPLE = """
            () => {
                const code = [...document.querySelectorAll('pre')];
                code.forEach(one => one.style.setProperty('display', 'none', 'important'));
                const text = document.body.innerText;
                code.forEach(one => one.style.removeProperty('display'));
                return text;
            }""";
    private static final Pattern RAW = Pattern.compile("\\{\\d}|\\bnull\\b|\\bundefined\\b|\\bNaN\\b|\\d{4}-\\d{2}-\\d{2}T|\\?\\?");

    private final ViewLog log;
    private final Path pictures;
    private final Set<String> routes = new TreeSet<>();
    private final Set<String> views = new TreeSet<>();
    private final Map<String, String> titles = new HashMap<>();
    private final Map<String, String> englishTitles = new HashMap<>();
    private final Map<BrowserContext, Page> english = new HashMap<>();
    private final Set<BrowserContext> equipped = new HashSet<>();
    private final List<String> findings = new ArrayList<>();

    PageChecks(ViewLog log, Path pictures) {
        this.log = log;
        this.pictures = pictures;
    }

    /** Looks at the page that is open, from all four sides. */
    void look(Page page, String state) {
        page.waitForLoadState();
        ready(page);
        var shown = log.at(URI.create(page.url()).getPath());
        String name = shown.view().replace('/', '-') + (state.isEmpty() ? "" : "-" + state);
        once(page, shown, name);
        boolean first = !views.contains(shown.view());
        boolean spoken = first && shown.route().startsWith("GET ") && !shown.view().startsWith("problem/");
        if (spoken) {
            inEnglish(page, shown, name);
        }
        boolean pictured = PICTURES.filter(names -> names.matcher(name).find()).isPresent();
        for (int[] size : SIZES) {
            page.setViewportSize(size[0], size[1]);
            boolean phone = size == SIZES[0];
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                // In light on the desktop it was seen in English.
                boolean judged = phone || first && !(spoken && scheme == ColorScheme.LIGHT);
                if (!judged && !pictured) {
                    continue;
                }
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
                String where = name + " at " + size[0] + " in " + scheme + ": ";
                page.evaluate(SETTLED);
                if (judged) {
                    strings(page, VIOLATIONS, scheme == ColorScheme.LIGHT ? ALL : COLOURS)
                            .forEach(violation -> findings.add(where + violation));
                }
                if (pictured) {
                    page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(pictures
                            .resolve(name + "-" + size[0] + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + ".png")));
                }
            }
            width(page, size[0], name);
            if (phone) {
                strings(page, SMALL).forEach(small -> findings.add(name + " is hard to hit: " + small));
            }
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        // Only now has it been seen from every side.
        routes.add(shown.route());
        views.add(shown.view());
    }

    /** Every page that a device opens from now on brings axe along: sending it to each anew takes longer than running it. */
    private void ready(Page page) {
        if (equipped.add(page.context())) {
            page.context().addInitScript(AXE);
            page.evaluate(AXE);
        }
    }

    private void width(Page page, int screen, String name) {
        int wide = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
        if (wide > screen) {
            findings.add(name + " is " + wide + " pixels wide on " + screen);
        }
        strings(page, WIDE).forEach(table -> findings.add(name + " on " + screen + " has a table that is too wide: " + table));
    }

    /** The same address in the other language, in a tab of its own: what the page itself shows stays as it is. */
    private void inEnglish(Page page, ViewLog.Shown shown, String name) {
        var context = page.context();
        var tab = english.computeIfAbsent(context, BrowserContext::newPage);
        var before = context.cookies(page.url()).stream().filter(cookie -> cookie.name.equals("lang")).toList();
        context.addCookies(List.of(new Cookie("lang", "en").setUrl(page.url())));
        // Only the tab in front is drawn as fast as it can be.
        tab.bringToFront();
        tab.setViewportSize(SIZES[1][0], SIZES[1][1]);
        tab.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT).setReducedMotion(ReducedMotion.REDUCE));
        tab.navigate(page.url());
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("lang"));
        context.addCookies(before);
        String where = name + " in English";
        if (!"en".equals(tab.locator("html").getAttribute("lang"))) {
            findings.add(where + " is not");
        }
        once(tab, shown, where);
        tab.evaluate(SETTLED);
        strings(tab, VIOLATIONS, ALL).forEach(violation -> findings.add(where + ": " + violation));
        width(tab, SIZES[1][0], where);
        // Nothing asks again by itself there. A blank page would be a process of its own, twice: coming and going.
        tab.navigate(URI.create(page.url()).resolve(STILL).toString());
        page.bringToFront();
    }

    /** On paper there is the matter alone: no menus, no buttons, black on white. */
    void onPaper(Page page) {
        String name = log.at(URI.create(page.url()).getPath()).view().replace('/', '-') + "-on-paper";
        page.setViewportSize(794, 1123);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(pictures.resolve(name + ".png")));
        strings(page, """
                () => [...document.querySelectorAll('header, nav, button, .button, .toast')].filter(e => e.checkVisibility())
                    .map(e => e.outerHTML.slice(0, 80))""").forEach(left -> findings.add(name + " shows " + left));
        strings(page,
                "() => [getComputedStyle(document.querySelector('h1')).color, getComputedStyle(document.documentElement).backgroundColor]"
                        + ".filter((colour, i) => colour !== ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'][i])")
                .forEach(colour -> findings.add(name + " is not black on white: " + colour));
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN).setColorScheme(ColorScheme.LIGHT));
    }

    private void once(Page page, ViewLog.Shown shown, String name) {
        strings(page, TWICE).forEach(id -> findings.add(name + " uses the id " + id + " twice"));
        int headings = ((Number) page.evaluate(HEADINGS)).intValue();
        if (headings != 1) {
            findings.add(name + " has " + headings + " headings of the first rank");
        }
        boolean errors = page.locator(".summary").count() > 0;
        boolean inEnglish = "en".equals(page.locator("html").getAttribute("lang"));
        String prefix = inEnglish ? "Error: " : "Galat: ";
        if (errors != page.title().startsWith(prefix) && !shown.view().endsWith("Gone")
                && !shown.view().startsWith("problem/")) {
            findings.add(name + " has an error and a title that does not say so, or the reverse: " + page.title());
        }
        String title = page.title().replaceFirst("^" + prefix, "").replaceFirst(" · [^·]*$", "");
        String other = (inEnglish ? englishTitles : titles).putIfAbsent(title, shown.view());
        if (title.isBlank() || other != null && !other.equals(shown.view())) {
            findings.add(name + " shares its title with " + other + ": " + title);
        }
        var raw = RAW.matcher((String) page.evaluate(FOR_PEOPLE));
        if (raw.find()) {
            findings.add(name + " shows " + raw.group());
        }
    }

    private static List<String> strings(Page page, String script) {
        return strings(page, script, null);
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Page page, String script, @Nullable Object argument) {
        return (List<String>) page.evaluate(script, argument);
    }

    private static String axe() {
        try (var source = PageChecks.class.getResourceAsStream("/axe.min.js")) {
            return new String(java.util.Objects.requireNonNull(source).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The routes of which a page was seen from every side. */
    Set<String> routes() {
        return routes;
    }

    /** The templates likewise. */
    Set<String> views() {
        return views;
    }

    Path pictures() {
        return pictures;
    }

    List<String> findings() {
        return findings;
    }
}
