package id.paraf.web.verification;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import id.paraf.pades.verify.FileVerdict;
import id.paraf.pades.verify.Reason;
import id.paraf.pades.verify.TimestampReport;
import id.paraf.verification.Words;
import id.paraf.web.sheet.Line;
import id.paraf.web.sheet.Sheets;
import id.paraf.web.sheet.Tone;

/** Writes one report: the verdict first, then what was checked and how, then each signature. */
final class ReportSheets {

    private final Sheets sheets;
    private final ReportWords words;
    private final String operator;

    ReportSheets(Sheets sheets, ReportWords words, String operator) {
        this.sheets = sheets;
        this.words = words;
        this.operator = operator;
    }

    byte[] write(VerdictView view) throws IOException {
        sheets.title(operator, words.t("verification.pdf.title"));
        verdict(view);
        if (view.verdict() != FileVerdict.NO_SIGNATURE) {
            sheets.text(Line.small(words.t("verification.expected")));
        }
        file(view);
        check(view);
        for (var signature : view.signatures()) {
            signature(signature, view.verification().report().revisions(), view.verification().at());
        }
        if (!view.signatures().isEmpty()) {
            sheets.heading(words.t("verification.report"));
        }
        for (var signature : view.signatures()) {
            details(signature);
        }
        sheets.heading(words.t("verification.pdf.about"));
        sheets.text(Line.small(words.t("verification.pdf.itself")));
        if (sheets.replaced()) {
            sheets.text(Line.small(words.t("verification.pdf.replaced", "\u25A1")));
        }
        return sheets.done(words.t("verification.pdf.foot", view.verification().sha256().substring(0, 16)),
                (page, all) -> words.t("verification.pdf.page", page, all));
    }

    private void verdict(VerdictView view) throws IOException {
        var texts = new ArrayList<String>();
        texts.add(words.t(view.text()));
        if (view.verdict() == FileVerdict.VALID_AND_INTACT) {
            if (view.extended()) {
                texts.add(words.t("verification.extended"));
            }
            if (!view.signers().isEmpty()) {
                texts.add(words.t("verification.pdf.signers", String.join(", ", view.signers())));
            }
        }
        sheets.verdict(tone(view.verdict()), words.t("verification.verdict." + view.verdict()), texts);
    }

    private void file(VerdictView view) throws IOException {
        var checked = view.verification();
        sheets.heading(words.t("verification.pdf.file"));
        if (!view.name().isEmpty()) {
            sheets.fact(words.t("verification.pdf.name"),
                    List.of(Line.strong(view.name()), Line.small(words.t("verification.pdf.name.note"))));
        }
        sheets.fact(words.t("verification.report.file"),
                List.of(Line.code(checked.sha256()), Line.small(words.t("verification.report.file.note"))));
        fact("verification.report.size", words.t("verification.pdf.bytes", checked.bytes(), checked.report().pages(),
                checked.report().revisions()));
    }

    private void check(VerdictView view) throws IOException {
        var checked = view.verification();
        sheets.heading(words.t("verification.pdf.check"));
        sheets.fact(words.t("verification.report.at"), time(checked.at()));
        fact("verification.pdf.by", operator);
        fact("verification.report.policy", words.t("verification.report.policy.value"));
        fact("verification.report.trust", Line.code(checked.trust()));
    }

    private List<Line> who(SignatureView one) {
        if (one.name().isEmpty()) {
            return List.of(Line.of(words.t("verification.who.unknown")));
        }
        var name = Line.strong(one.name());
        return one.sealOf().isEmpty() ? List.of(name) : List.of(name, Line.small(words.t("verification.sealer.of", one.sealOf())));
    }

    private void signature(SignatureView one, int revisions, Instant checkedAt) throws IOException {
        var report = one.report();
        sheets.heading(words.t("verification.kind." + one.what(), one.number()));
        sheets.text(tone(one.plain()), words.t("verification.one." + one.plain()));
        for (var reason : one.reasons()) {
            sheets.text(Line.of(words.t("verification.reason." + reason)));
        }
        sheets.gap();
        sheets.fact(words.t(one.whose()), who(one));
        if (!one.institution().isEmpty() && !one.isTimestamp() && one.sealOf().isEmpty()) {
            fact("verification.institution", one.institution());
        }
        sheets.fact(words.t("verification.when"), when(one, checkedAt));
        if (!one.authority().isEmpty()) {
            sheets.fact(words.t("verification.authority"), List.of(Line.of(one.authority()), Line.small(root(one))));
        }
        if (one.path().size() > 1) {
            sheets.fact(words.t("verification.pdf.path"), one.path().stream().map(Line::of).toList());
        }
        if (report.status().isPresent()) {
            sheets.fact(words.t("verification.status"), status(report.status().get(), checkedAt));
        }
        if (report.baseline().isPresent()) {
            fact("verification.baseline", words.t("verification.baseline." + report.baseline().get()));
        }
        fact("verification.covers", words.t(one.covers(), report.revision(), revisions));
        sheets.fact(words.t("verification.since"), report.changes().isEmpty()
                ? List.of(Line.of(words.t(one.since())))
                : report.changes().stream().map(change -> Line.of(words.t("verification.change." + change))).toList());
        stated("verification.stated.reason", report.stated().reason());
        stated("verification.stated.location", report.stated().location());
    }

    private List<Line> when(SignatureView one, Instant checkedAt) {
        var report = one.report();
        var lines = new ArrayList<Line>();
        if (report.provenAt().isPresent()) {
            lines.addAll(time(report.provenAt().get()));
            lines.add(Line.small(words.t("verification.when.proven")));
            one.claimedBesides()
                    .ifPresent(claimed -> lines.add(Line.small(words.t("verification.when.claimed.also", claimed))));
        } else if (report.claimedAt().isPresent()) {
            lines.addAll(time(report.claimedAt().get()));
            lines.add(
                    Line.small(words.t(report.examined() ? "verification.when.claimed" : "verification.when.claimed.unexamined")));
            one.impossibleTime(checkedAt).ifPresent(why -> lines.add(Line.small(words.t(why))));
        } else {
            lines.add(Line.of(words.t(report.examined() ? "verification.when.unknown" : "verification.when.unexamined")));
        }
        return lines;
    }

    private String root(SignatureView one) {
        if (!one.report().examined()) {
            return words.t("verification.authority.unexamined");
        }
        return one.root().isEmpty() ? words.t("verification.authority.unknown")
                : words.t("verification.authority.root", one.root());
    }

    private List<Line> status(id.paraf.pades.verify.StatusReport status, Instant checkedAt) {
        var lines = new ArrayList<Line>();
        lines.add(Line.of(words.t("verification.status." + status.state(), status.since().orElse(checkedAt))));
        if (status.form().isPresent() && status.issuedAt().isPresent()) {
            lines.add(Line.small(words.t("verification.status.from." + status.form().get() + (status.carried() ? ".file" : ".own"),
                    status.issuedAt().get())));
        }
        return lines;
    }

    /** What programs and specialists ask for. */
    private void details(SignatureView one) throws IOException {
        var report = one.report();
        sheets.subheading(words.t("verification.report.one", one.number()));
        fact("verification.report.etsi", Line.code(one.etsi()));
        if (!report.reasons().isEmpty()) {
            sheets.fact(words.t("verification.pdf.reasons"),
                    one.reasons().stream().map(reason -> Line.code(reason.name())).toList());
        }
        fact("verification.report.field", Words.plain(report.field()));
        if (!report.algorithm().isEmpty()) {
            fact("verification.report.algorithm", report.algorithm());
        }
        if (report.signer().isPresent()) {
            var signer = report.signer().get();
            fact("verification.report.subject", apart(one.subject()));
            fact("verification.report.issuer", apart(one.issuer()));
            fact("verification.report.serial", Line.code(one.serial()));
            fact("verification.report.validity",
                    words.t("verification.report.validity.value", signer.notBefore(), signer.notAfter()));
        }
        for (var timestamp : report.timestamps()) {
            sheets.fact(words.t("verification.report.timestamp"), stamp(one, timestamp));
        }
    }

    /** RFC 4514 puts no space between the parts of a name, so that a line could only break inside one. */
    private static String apart(String name) {
        return name.replaceAll("(?<!\\\\),", ", ");
    }

    private List<Line> stamp(SignatureView one, TimestampReport timestamp) {
        var lines = new ArrayList<Line>();
        timestamp.time().ifPresent(at -> lines.addAll(time(at)));
        if (!one.stamper(timestamp).isEmpty()) {
            lines.add(Line.of(one.stamper(timestamp)));
        }
        lines.add(Line.of(words.t(timestamp.proves() ? "verification.pdf.stamp.counts" : "verification.pdf.stamp.refused")));
        for (Reason reason : timestamp.reasons()) {
            lines.add(Line.small(words.t("verification.reason." + reason)));
        }
        lines.add(Line.small(one.etsi(timestamp)));
        return lines;
    }

    /** As people are told it, and to the second as programs write it. */
    private List<Line> time(Instant at) {
        return List.of(Line.strong(words.full(at)), Line.small(at.toString()));
    }

    private void stated(String key, Optional<String> text) throws IOException {
        var plain = text.map(Words::plain).filter(said -> !said.isEmpty());
        if (plain.isPresent()) {
            fact(key, plain.get());
        }
    }

    private void fact(String key, String value) throws IOException {
        fact(key, Line.of(value));
    }

    private void fact(String key, Line value) throws IOException {
        sheets.fact(words.t(key), List.of(value));
    }

    private static Tone tone(FileVerdict verdict) {
        return switch (verdict) {
            case VALID_AND_INTACT -> Tone.GOOD;
            case INTACT_SIGNER_UNCHECKED -> Tone.WARN;
            case CHANGED_AFTER_SIGNING, INVALID -> Tone.BAD;
            case NO_SIGNATURE -> Tone.QUIET;
        };
    }
}
