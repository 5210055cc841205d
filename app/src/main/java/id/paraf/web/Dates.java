package id.paraf.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

import id.paraf.kernel.Wib;

/** Dates and times as Indonesians write them, in western Indonesian time: "Rabu, 21 Oktober 2026 pukul 09.35 WIB". */
public final class Dates {

    private static final Map<String, Patterns> PATTERNS = Map.of(
            "id", Patterns.of("EEEE, d MMMM uuuu 'pukul' HH.mm 'WIB'", "d MMMM uuuu", "HH.mm 'WIB'", Locale.of("id")),
            "en", Patterns.of("EEEE, d MMMM uuuu 'at' HH:mm 'WIB'", "d MMMM uuuu", "HH:mm 'WIB'", Locale.of("en", "GB")));

    private record Patterns(DateTimeFormatter full, DateTimeFormatter day, DateTimeFormatter time) {

        static Patterns of(String full, String day, String time, Locale locale) {
            return new Patterns(formatter(full, locale), formatter(day, locale), formatter(time, locale));
        }

        private static DateTimeFormatter formatter(String pattern, Locale locale) {
            return DateTimeFormatter.ofPattern(pattern, locale).withZone(Wib.ZONE);
        }
    }

    private Dates() {
    }

    /** "Rabu, 21 Oktober 2026 pukul 09.35 WIB". */
    public static String full(Instant instant, Locale locale) {
        return patterns(locale).full().format(instant);
    }

    /** "21 Oktober 2026", the day it is in WIB. */
    public static String day(Instant instant, Locale locale) {
        return patterns(locale).day().format(instant);
    }

    /** "21 Oktober 2026". */
    public static String day(LocalDate date, Locale locale) {
        return patterns(locale).day().format(date);
    }

    /** "09.35 WIB". */
    public static String time(Instant instant, Locale locale) {
        return patterns(locale).time().format(instant);
    }

    /** How long a wait is, rounded up to the unit a person would say: "45 detik", "3 menit", "2 jam", "5 hari". */
    static String spoken(Duration duration, Page page) {
        long seconds = Math.max(0, duration.toSeconds() + (duration.getNano() > 0 ? 1 : 0));
        if (seconds < 60) {
            return page.t("ui.duration.seconds", seconds);
        }
        if (seconds < 3600) {
            return page.t("ui.duration.minutes", Math.ceilDiv(seconds, 60));
        }
        if (seconds < 86_400) {
            return page.t("ui.duration.hours", Math.ceilDiv(seconds, 3600));
        }
        return page.t("ui.duration.days", Math.ceilDiv(seconds, 86_400));
    }

    /** "baru saja", "3 menit lalu", "2 jam lalu", "kemarin pukul 09.35 WIB", then the day; future times are "dalam 3 menit". */
    static String relative(Instant instant, Instant now, Page page) {
        var passed = Duration.between(instant, now);
        if (passed.isNegative()) {
            return page.t("ui.relative.in", spoken(passed.negated(), page));
        }
        if (passed.toSeconds() < 60) {
            return page.t("ui.relative.now");
        }
        var day = LocalDate.ofInstant(instant, Wib.ZONE);
        var today = LocalDate.ofInstant(now, Wib.ZONE);
        if (passed.toHours() < 1) {
            return page.t("ui.relative.minutes", passed.toMinutes());
        }
        if (day.equals(today)) {
            return page.t("ui.relative.hours", passed.toHours());
        }
        return day.plusDays(1).equals(today) ? page.t("ui.relative.yesterday", time(instant, page.locale()))
                : day(instant, page.locale());
    }

    private static Patterns patterns(Locale locale) {
        return java.util.Objects.requireNonNull(PATTERNS.get(locale.getLanguage()), "a language that Paraf speaks");
    }
}
