package id.paraf.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletResponse;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;

import id.paraf.account.PhoneNumber;

/** What every page may ask for: the reader's language, who is logged in, the security tokens of this response. */
public final class Page {

    private final Shared shared;
    private final Locale locale;
    private final String path;
    private final String here;
    private final String nonce;
    private final String csrf;
    private final String theme;
    private final @Nullable Viewer viewer;
    private final Flash.@Nullable Message message;
    private final HttpServletResponse response;

    /** What all pages of this application have in common. */
    record Shared(MessageSource messages, Brand brand, String palette, Assets assets, Flash flash, Clock clock) {
    }

    Page(Shared shared, Locale locale, String path, String here, String nonce, String csrf, String theme, @Nullable Viewer viewer,
            Flash.@Nullable Message message, HttpServletResponse response) {
        this.shared = shared;
        this.locale = locale;
        this.path = path;
        this.here = here;
        this.nonce = nonce;
        this.csrf = csrf;
        this.theme = theme;
        this.viewer = viewer;
        this.message = message;
        this.response = response;
    }

    /**
     * The text for a key in the reader's language; a missing key is a defect and throws. An {@link Instant} among the
     * arguments is written in full, a {@link LocalDate} as a day, a {@link Duration} as people say it.
     */
    public String t(String key, Object... arguments) {
        return arguments.length == 0 ? shared.messages().getMessage(key, null, locale)
                : shared.messages().getMessage(key, Arrays.stream(arguments).map(this::written).toArray(), locale);
    }

    /** The same with the emphasis of {@code **strong**} and {@code [link](/path)}; arguments stay plain text. */
    public Content rich(String key, Object... arguments) {
        var plain = Arrays.stream(arguments).map(this::written).map(a -> a instanceof String s ? Markup.plain(s) : a).toArray();
        return Markup.html(shared.messages().getMessage(key, plain, locale));
    }

    private Object written(Object argument) {
        return switch (argument) {
            case Instant instant -> full(instant);
            case LocalDate date -> Dates.day(date, locale);
            case Duration duration -> Dates.spoken(duration, this);
            default -> argument;
        };
    }

    /** "Rabu, 21 Oktober 2026 pukul 09.35 WIB". */
    public String full(Instant instant) {
        return Dates.full(instant, locale);
    }

    /** "21 Oktober 2026". */
    public String day(Instant instant) {
        return Dates.day(instant, locale);
    }

    /** "09.35 WIB". */
    public String time(Instant instant) {
        return Dates.time(instant, locale);
    }

    /** "+62 812-0000-0042". */
    public String phone(String e164) {
        return PhoneNumber.readable(e164);
    }

    /** "3 menit lalu". */
    public String relative(Instant instant) {
        return Dates.relative(instant, shared.clock().instant(), this);
    }

    /** "240 KB", "1,4 MB". A kilobyte has 1024 bytes as in the operator's settings, so that a limit is the round number it was set to. */
    public String size(long bytes) {
        return bytes < 1 << 20 ? t("ui.size.kb", bytes == 0 ? 0 : Math.max(1, bytes >> 10))
                : t("ui.size.mb", (double) bytes / (1 << 20));
    }

    public Instant now() {
        return shared.clock().instant();
    }

    public Locale locale() {
        return locale;
    }

    /** {@code id} or {@code en}. */
    public String language() {
        return locale.getLanguage();
    }

    public Brand brand() {
        return shared.brand();
    }

    /** The operator's colour as the custom properties of a style sheet. */
    public String palette() {
        return shared.palette();
    }

    /** The path of this request, for marking the menu entry that is open. */
    public String path() {
        return path;
    }

    /** Where this page is shown again, with its query: after a choice of language or theme one is where one was. */
    public String here() {
        return here;
    }

    /** Whether this page lies at or below a path. */
    public boolean within(String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    /** The address of a static file, for instance {@code js/capture.js}; it changes with its content. */
    public String asset(String file) {
        return shared.assets().url(file);
    }

    /** The nonce of this response's content security policy. */
    public String nonce() {
        return nonce;
    }

    /** The value of the hidden field {@code _csrf} that every form carries; {@code ui.csrf} writes it. */
    public String csrf() {
        return csrf;
    }

    /** {@code light}, {@code dark}, or {@code auto} for what the device prefers. */
    public String theme() {
        return theme.equals("light") || theme.equals("dark") ? theme : "auto";
    }

    /** Who is logged in, or null. */
    public @Nullable Viewer viewer() {
        return viewer;
    }

    /** Whether somebody is logged in whose institution is stopped: every page says so, and offers nothing that would be refused. */
    public boolean stopped() {
        return viewer != null && viewer.stopped();
    }

    /** Shows a sentence once on the next page, after the redirect: "Nomor HP disimpan." */
    public void toast(String key, Object... arguments) {
        var written = Arrays.stream(arguments).map(this::written).map(String::valueOf).toList();
        shared.flash().write(response, new Flash.Message("success", key, written));
    }

    /** Answers with status 422: the form comes back with its errors. */
    public void refused() {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    /** Lets this page's scripts start workers from this origin; none may otherwise. */
    public void withWorkers() {
        response.setHeader(Headers.POLICY, response.getHeader(Headers.POLICY) + "; worker-src 'self'");
    }

    /** Lets this answer, somebody else's file, run nothing and reach nothing, whatever a browser takes it for. */
    public void sandboxed() {
        response.setHeader(Headers.POLICY, response.getHeader(Headers.POLICY) + "; sandbox");
    }

    /** The sentence that the page before left, or null. */
    public @Nullable String message() {
        return message == null ? null : t(message.key(), message.arguments().toArray());
    }

    /** {@code success}, {@code info}, {@code warning} or {@code danger}. */
    public String messageKind() {
        return message == null ? "info" : message.kind();
    }

    /** Crumbs in pairs of key and path: {@code crumbs("certificate.list.title", "/certificates")}. */
    public List<Crumb> crumbs(String... keysAndPaths) {
        return java.util.stream.IntStream.range(0, keysAndPaths.length / 2)
                .mapToObj(i -> new Crumb(t(keysAndPaths[2 * i]), keysAndPaths[2 * i + 1])).toList();
    }
}
