package id.paraf.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.certificate.Register;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.cli.Commands;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.Keyroom;
import id.paraf.passphrase.ResetWorld;
import id.paraf.pki.RevocationReason;
import id.paraf.pki.merkle.Proofs;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** The log over HTTP, what an owner takes home, and the command that checks both offline. */
@ParafTest
class LogForAnyoneTest {

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld world;
    @Autowired
    Register register;
    @Autowired
    RevokeCertificate revoke;
    @Autowired
    Keyroom keyroom;
    @Autowired
    PublicLog log;
    @Autowired
    OwnEntries own;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    LogSequencer sequencer;
    @TempDir
    Path directory;

    @BeforeEach
    void onlyWhenAsked() {
        sequencer.stop();
    }

    @AfterEach
    void again() {
        sequencer.start();
        jdbc.sql("DELETE FROM limit_window WHERE limit_name = 'LOG_PER_ADDRESS'").update();
    }

    private HttpResponse<String> get(String path) {
        return new HttpBrowser(port).header("Accept", "application/json").get(path);
    }

    private <T> T read(String path, Class<T> type) {
        var answer = get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return Objects.requireNonNull(LogFormat.read(answer.body().getBytes(StandardCharsets.UTF_8), type));
    }

    @Test
    @Proves({"CT-01", "CT-04"})
    void whatTheLogAnswersProvesItself() {
        var owner = world.owner(port);
        log.settle();
        var key = read("/log/v1/key", LogFormat.Key.class);
        var older = read("/log/v1/head", LogFormat.Head.class);
        assertThat(key.logId()).isEqualTo(older.logId())
                .isEqualTo(LogFormat.base64(Hashes.sha256(LogFormat.bytes(key.publicKey()))));
        assertThat(older.head().signedBy(LogFormat.bytes(key.publicKey()), LogFormat.bytes(older.signature()))).isTrue();

        byte[] fingerprint = register.find(owner.certificate()).orElseThrow().fingerprint();
        var inclusion = read("/log/v1/inclusion?certificate=" + HexFormat.of().formatHex(fingerprint), LogFormat.Inclusion.class);
        assertThat(Proofs.included(LogFormat.bytes(inclusion.leafHash()), inclusion.index(), inclusion.treeSize(),
                LogFormat.bytes(inclusion.path()), older.head().root())).isTrue();
        String hash = HexFormat.of().formatHex(LogFormat.bytes(inclusion.leafHash()));
        assertThat(read("/log/v1/inclusion?hash=" + hash, LogFormat.Inclusion.class)).isEqualTo(inclusion);
        assertThat(read("/log/v1/inclusion?size=" + inclusion.treeSize() + "&index=" + inclusion.index(),
                LogFormat.Inclusion.class)).isEqualTo(inclusion);

        world.owner(port);
        log.settle();
        var newer = read("/log/v1/head", LogFormat.Head.class);
        var consistency = read("/log/v1/consistency?first=" + older.treeSize() + "&second=" + newer.treeSize(),
                LogFormat.Consistency.class);
        assertThat(Proofs.consistent(older.treeSize(), older.head().root(), newer.treeSize(), newer.head().root(),
                LogFormat.bytes(consistency.path()))).isTrue();
    }

    @Test
    void whoFollowsTheAddressOfTheReadmeLearnsWhatToAsk() {
        var index = get("/log/v1");
        assertThat(index.statusCode()).isEqualTo(200);
        assertThat(index.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(index.body()).contains("\"head\":\"/log/v1/head\"", "/log/v1/entries{?start,end}", "/log/v1/inclusion{",
                "/log/v1/consistency{");
        assertThat(get("/log/v1?x=1").statusCode()).isEqualTo(400);
    }

    @Test
    void whatCannotChangeIsCachedForever() {
        world.owner(port);
        log.settle();
        long size = log.size();
        assertCache("/log/v1/consistency?first=1&second=" + size, true);
        assertCache("/log/v1/inclusion?index=0&size=" + size, true);
        assertCache("/log/v1/inclusion?index=0", false);
        assertCache("/log/v1/entries?start=0&end=1", true);
        assertCache("/log/v1/entries?start=" + (size - 1) + "&end=" + size, false);
        assertCache("/log/v1/head", false);
        assertThat(read("/log/v1/entries?start=0&end=" + (size + 5000), LogFormat.Entries.class).leaves().size())
                .isEqualTo((int) Math.min(size, PublicLog.PAGE));
    }

    private void assertCache(String path, boolean forever) {
        String cache = get(path).headers().firstValue("Cache-Control").orElse("");
        assertThat(cache).as(path).contains("public").matches(forever ? ".*immutable.*" : "(?!.*immutable).*max-age=\\d+.*");
        assertThat(get(path).headers().allValues("Set-Cookie")).as(path).isEmpty();
    }

    @Test
    void strictQuestionsGetStrictAnswers() {
        world.owner(port);
        log.settle();
        long size = log.size();
        for (String query : List.of("inclusion", "inclusion?index=", "inclusion?index=-1", "inclusion?index=01",
                "inclusion?index=1.0", "inclusion?index=+1", "inclusion?index=%31%20", "inclusion?index=" + size,
                "inclusion?index=0&index=0", "inclusion?index=0&hash=" + "a".repeat(64), "inclusion?hash=" + "A".repeat(64),
                "inclusion?index=0&size=0", "inclusion?index=0&size=" + (size + 1), "inclusion?index=99999999999999999999",
                "consistency?first=0&second=1", "consistency?first=2&second=1", "consistency?first=1",
                "consistency?first=1&second=" + (size + 1), "entries?start=1&end=0", "entries?start=" + size + "&end=" + size,
                "entries?start=0", "entries?start=0&end=1&more=1", "head?x=1", "key?x=1")) {
            var answer = get("/log/v1/" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).as(query).contains("application/problem+json");
            assertThat(answer.body()).contains("transparency.parameter");
        }
        assertThat(get("/log/v1/inclusion?hash=" + "0".repeat(64)).statusCode()).isEqualTo(404);
        assertThat(get("/log/v1/inclusion?certificate=" + "0".repeat(64)).statusCode()).isEqualTo(404);
    }

    @Test
    void oneAddressCannotAskWithoutEnd() {
        assertThat(get("/log/v1/head").statusCode()).isEqualTo(200);
        jdbc.sql("UPDATE limit_window SET used = 600 WHERE limit_name = 'LOG_PER_ADDRESS'").update();
        assertThat(get("/log/v1/head").statusCode()).isEqualTo(429);
    }

    @Test
    void theOwnerSeesTheEntryAndNobodyElseGetsTheReceipt() {
        var owner = world.owner(port);
        assertThat(owner.desktop().get(owner.path()).body()).contains("Tercatat di log transparansi", "dalam satu menit");
        log.settle();
        long number = own.issued(owner.certificate().value()).orElseThrow().number();
        assertThat(owner.desktop().get(owner.path()).body()).contains("Entri nomor " + number,
                "/log/v1/inclusion?index=" + number, owner.path() + "/log-receipt.json");
        assertThat(world.owner(port).desktop().get(owner.path() + "/log-receipt.json").statusCode()).isEqualTo(404);
        assertThat(owner.desktop().get(owner.path() + "/log-receipt.json").headers().firstValue("Cache-Control"))
                .contains("no-store");
    }

    private String command(String... arguments) {
        var out = new ByteArrayOutputStream();
        int code = Commands.run(new PrintStream(out, true, StandardCharsets.UTF_8), arguments);
        return code + " " + out.toString(StandardCharsets.UTF_8);
    }

    /** An export of the log as it is, an older head, the certificate and the receipt of somebody who was frozen once. */
    private ResetWorld.Owner exported() throws IOException {
        var owner = world.owner(port);
        log.settle();
        Files.writeString(directory.resolve("older.json"), get("/log/v1/head").body());
        keyroom.freeze(owner.key(), null);
        log.settle();
        Files.write(directory.resolve("certificate.cer"), register.find(owner.certificate()).orElseThrow().der());
        Files.writeString(directory.resolve("receipt.json"), owner.desktop().get(owner.path() + "/log-receipt.json").body());
        assertThat(command("log", "fetch", "http://localhost:" + port, directory.resolve("export").toString())).startsWith("0 ");
        return owner;
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private String verify(String... more) {
        var all = new java.util.ArrayList<>(List.of("log", "verify", path("export")));
        all.addAll(List.of(more));
        return command(all.toArray(String[]::new));
    }

    @Test
    @Proves({"CT-05", "CT-06"})
    void theCommandConfirmsRootConsistencyInclusionAndReceiptWithoutADatabase() throws IOException {
        var owner = exported();
        assertThat(verify()).startsWith("0 ").contains("compare its log id", "are those that the log signed", "Holds.");
        assertThat(verify("--older", path("older.json"), "--certificate", path("certificate.cer"), "--receipt",
                path("receipt.json"), "--key", path("export/key.json"))).startsWith("0 ").contains("The log only grew since it had",
                        "The certificate is entry", "Event 1 of the key", "Event 2 of the key", "key.frozen")
                .doesNotContain(
                        "compare its log id");
        assertThat(command("log", "receipt", path("receipt.json"), "--key", path("export/key.json"))).startsWith("0 ")
                .contains("certificate.issued", "key.frozen");

        // What happens later and is not in the receipt is found by it.
        keyroom.unfreeze(owner.key());
        revoke.revoke(owner.certificate(), RevocationReason.CESSATION_OF_OPERATION, null, Origin.SYSTEM);
        log.settle();
        command("log", "fetch", "http://localhost:" + port, path("export"));
        assertThat(verify("--receipt", path("receipt.json"), "--certificate", path("certificate.cer"))).startsWith("0 ").contains(
                "Event 3 of the key", "key.unfrozen", "later than the receipt", "The certificate was revoked");
    }

    @Test
    @Proves("CT-05")
    void theCommandSaysWhatIsWrongAndWhere() throws IOException {
        exported();
        // What the receipt is about stands on the newest page; the first one is another if the log is long.
        Path entries = newestPage();
        var page = page(entries);
        var leaves = new java.util.ArrayList<>(page.leaves());
        int last = leaves.size() - 1;

        java.util.Collections.swap(leaves, last - 1, last);
        assertThat(broken(entries, page.start(), leaves)).contains("one of the entries 0 to ");
        assertThat(broken(entries, page.start(), leaves, "--receipt", path("receipt.json")))
                .contains("is not the one in the receipt");
        java.util.Collections.swap(leaves, last - 1, last);

        String removed = leaves.remove(last);
        assertThat(broken(entries, page.start(), leaves)).contains("The export ends before entry ");
        leaves.add(removed.substring(0, 8) + (removed.charAt(8) == 'A' ? 'B' : 'A') + removed.substring(9));
        assertThat(broken(entries, page.start(), leaves)).matches("(?s)1 .*(one of the entries|is no leaf).*");
        Files.writeString(entries, LogFormat.write(page));

        Path first = directory.resolve("export/entries-0.json");
        String good = Files.readString(first);
        var oldest = new java.util.ArrayList<>(page(first).leaves());
        java.util.Collections.swap(oldest, 0, 1);
        assertThat(broken(first, 0, oldest, "--older", path("older.json"))).contains("The log was rewritten: its first ");
        Files.writeString(first, good.replace("\"start\":0", "\"start\":1"));
        assertThat(verify()).startsWith("1 ").contains("Entry 0 is missing");
        Files.writeString(first, good);

        Path head = directory.resolve("export/head.json");
        String goodHead = Files.readString(head);
        Files.writeString(head, goodHead.replaceFirst("\"timestamp\":\\d", "\"timestamp\":9"));
        assertThat(verify()).startsWith("1 ").contains("does not bear the log's signature");
        Files.writeString(head, goodHead);
        assertThat(verify("--head", path("older.json"), "--older", path("export/head.json"))).startsWith("1 ")
                .contains("The log shrank");
        assertThat(verify()).startsWith("0 ");
    }

    private Path newestPage() throws IOException {
        try (var files = Files.list(directory.resolve("export"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("entries-"))
                    .max(Comparator.comparingLong(file -> Long.parseLong(file.getFileName().toString().replaceAll("\\D", ""))))
                    .orElseThrow();
        }
    }

    private static LogFormat.Entries page(Path file) throws IOException {
        return Objects.requireNonNull(LogFormat.read(Files.readAllBytes(file), LogFormat.Entries.class));
    }

    private String broken(Path file, long start, List<String> leaves, String... more) throws IOException {
        Files.writeString(file, LogFormat.write(new LogFormat.Entries(start, leaves)));
        String said = verify(more);
        assertThat(said).startsWith("1 ");
        return said;
    }

    @Test
    @Proves("CT-05")
    void aForgedReceiptOrAStrangersCertificateIsRefused() throws IOException {
        var owner = exported();
        String good = Files.readString(directory.resolve("receipt.json"));
        var receipt = Objects.requireNonNull(LogFormat.read(good.getBytes(StandardCharsets.UTF_8), LogFormat.Receipt.class));
        for (String bad : List.of(good.replace("\"events\":2", "\"events\":1"),
                good.replace(receipt.entries().getFirst().path().getFirst(), LogFormat.base64(new byte[32])),
                good.replace(receipt.opening().salt(), LogFormat.base64(new byte[32])),
                good.replace(receipt.head().rootHash(), LogFormat.base64(new byte[32])),
                good.replaceFirst("\"index\":\\d+", "\"index\":0"))) {
            Files.writeString(directory.resolve("bad.json"), bad);
            assertThat(command("log", "receipt", path("bad.json"))).contains("Broken: ").startsWith("1 ");
        }
        // The content that was announced, signed by somebody else: the twin that the lints saw.
        Files.write(directory.resolve("twin.cer"), jdbc.sql("SELECT lint FROM certificate WHERE id = :id")
                .param("id", owner.certificate().value()).query(byte[].class).single());
        assertThat(verify("--certificate", path("twin.cer"))).startsWith("1 ")
                .contains("no entry says that this certificate was issued");
        // Another serial number, never entered.
        byte[] der = register.find(owner.certificate()).orElseThrow().der();
        der[24] ^= 1;
        Files.write(directory.resolve("foreign.cer"), der);
        assertThat(verify("--certificate", path("foreign.cer"))).startsWith("1 ").contains("The certificate is not in the log.");
    }

    @Test
    void whatTheCommandCannotReadIsSaid() throws IOException {
        Files.writeString(directory.resolve("nothing.json"), "{}");
        assertThat(command("log")).startsWith("2 Usage");
        assertThat(command("log", "verify")).startsWith("2 Usage");
        assertThat(command("log", "verify", path("export"), "--unknown", "x")).startsWith("2 Usage");
        assertThat(command("log", "verify", path("none"))).startsWith("2 ");
        assertThat(command("log", "receipt", path("nothing.json"))).startsWith("2 ").contains("is no receipt");
        assertThat(Commands.knows("log", "verify")).isTrue();
    }
}
