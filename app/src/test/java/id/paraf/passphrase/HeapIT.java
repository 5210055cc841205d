package id.paraf.passphrase;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.testing.HttpBrowser;
import id.paraf.testing.OwnProcess;
import id.paraf.testing.Proves;

/**
 * Types passphrases and passwords into another process over HTTP, takes a dump of everything its heap still holds, and looks
 * for them there in every spelling that they had on their way.
 */
@Timeout(300)
@OwnProcess
class HeapIT {

    private static final String WRONG = "Kenari1!Salah-Rahasia";
    private static final String CHANGED = "Kenari2!Ubah-Rahasia";
    private static final String RESET = "Kenari3!Setel-Rahasia";
    private static final String LOGIN = "kenari empat masuk rahasia";
    /** What is certainly in the heap: if the search does not find it, the search is broken. */
    private static final String PRESENT = "Kantor Uji";
    /** RFC 5208: version 0, an EC key on P-256, and the octets of the key: the middle of every private key that was ever sealed. */
    private static final String PKCS8 = "020100301306072a8648ce3d020106082a8648ce3d03010704";
    private static final Pattern SHA256 = Pattern.compile("name=\"(version|language|sha256)\" value=\"([^\"]*)\"");

    @TempDir
    Path directory;

    @Test
    @Proves({"RP-34", "KY-01"})
    void nothingThatWasTypedStaysInTheHeap() throws Exception {
        var process = start();
        try {
            String[] ready = ready(process).split(" ");
            int port = Integer.parseInt(ready[0]);
            String certificate = ready[1];
            type(browser(port, ready[2]), browser(port, ready[3]), new HttpBrowser(port), certificate, ready[4]);
            Path dump = dump(process.pid());
            var spelled = new LinkedHashMap<>(spellings(List.of(WRONG, CHANGED, RESET, LOGIN)));
            byte[] privateKey = HexFormat.of().parseHex(PKCS8);
            assertThat(indexOf(anyKey(), anyKey().length, privateKey)).as("what a private key begins with").isNotNegative();
            spelled.put("a private key", privateKey);
            assertThat(found(dump, spellings(List.of(PRESENT)))).as("the search itself").isNotEmpty();
            assertThat(found(dump, spelled)).as("secrets in the heap").isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void type(HttpBrowser desktop, HttpBrowser phone, HttpBrowser stranger, String certificate, String name) {
        String change = certificate + "/passphrase";
        desktop.get(change);
        assertThat(desktop.post(change, "current", WRONG, "passphrase", CHANGED, "confirmation", CHANGED).statusCode())
                .isEqualTo(422);
        assertThat(desktop.post(change, "current", ResetWorld.OLD, "passphrase", CHANGED, "confirmation", CHANGED).statusCode())
                .isEqualTo(303);
        assertThat(desktop.post(certificate + "/try", "passphrase", CHANGED).statusCode()).isEqualTo(200);
        assertThat(desktop.post(certificate + "/try", "passphrase", WRONG).statusCode()).isEqualTo(422);
        finish(phone);
        stranger.get("/login");
        assertThat(stranger.post("/login", "login", name, "password", LOGIN).statusCode()).isEqualTo(422);
    }

    private static void finish(HttpBrowser phone) {
        var fields = new LinkedHashMap<String, String>();
        SHA256.matcher(phone.get("/capture/passphrase").body()).results()
                .forEach(field -> fields.put(field.group(1), field.group(2)));
        var form = new ArrayList<>(List.of("passphrase", RESET, "confirmation", RESET, "agreed", "yes"));
        fields.forEach((key, value) -> form.addAll(List.of(key, value)));
        var answer = phone.post("/capture/passphrase", form.toArray(String[]::new));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    private Process start() throws Exception {
        var builder = new ProcessBuilder(java("java"), "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-Xmx512m",
                "-cp", System.getProperty("java.class.path"), HeapProcess.class.getName()).redirectErrorStream(true)
                .redirectOutput(output().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PARAF_") || name.startsWith("SPRING_"));
        return builder.start();
    }

    private Path output() {
        return directory.resolve("output");
    }

    /** What the process says when it is ready, waiting for it as long as the process lives. */
    private String ready(Process process) throws Exception {
        while (process.isAlive()) {
            var said = Files.readAllLines(output()).stream().filter(line -> line.startsWith(HeapProcess.READY)).findFirst();
            if (said.isPresent()) {
                return said.get().substring(HeapProcess.READY.length());
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("The process did not start:\n" + Files.readString(output()));
    }

    private static HttpBrowser browser(int port, String cookies) {
        var browser = new HttpBrowser(port);
        for (String cookie : cookies.split(";")) {
            browser.cookies().put(cookie.substring(0, cookie.indexOf('=')), cookie.substring(cookie.indexOf('=') + 1));
        }
        return browser;
    }

    /** Everything that is reachable; what is not is the collector's, and gone from the dump. */
    private Path dump(long process) throws Exception {
        Path dump = directory.resolve("heap.hprof");
        var command = new ProcessBuilder(java("jcmd"), Long.toString(process), "GC.heap_dump", dump.toString())
                .redirectErrorStream(true).start();
        String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(command.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(dump).as(said).exists();
        return dump;
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    /** Which text stands in the file, how it is spelled there, and what surrounds it. */
    private static List<String> found(Path file, Map<String, byte[]> spellings) throws Exception {
        var found = new ArrayList<String>();
        int overlap = 256;
        byte[] block = new byte[8 << 20];
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long at = 0; at < channel.size(); at += block.length - overlap) {
                var buffer = java.nio.ByteBuffer.wrap(block);
                while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) > 0) {
                }
                for (Map.Entry<String, byte[]> spelling : spellings.entrySet()) {
                    int place = indexOf(block, buffer.position(), spelling.getValue());
                    if (place >= 0) {
                        byte[] around = Arrays.copyOfRange(block, Math.max(0, place - 120),
                                Math.min(buffer.position(), place + 160));
                        found.add(spelling.getKey() + ": " + new String(around, StandardCharsets.ISO_8859_1)
                                .replaceAll("[^ -~]+", "."));
                    }
                }
            }
        }
        return found;
    }

    private static byte[] anyKey() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair().getPrivate().getEncoded();
    }

    private static Map<String, byte[]> spellings(List<String> texts) {
        var spellings = new LinkedHashMap<String, byte[]>();
        for (String text : texts) {
            for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                spellings.put(text + " in " + charset, text.getBytes(charset));
            }
            String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
            if (!encoded.equals(text)) {
                spellings.put(text + " as sent", encoded.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return spellings;
    }

    private static int indexOf(byte[] block, int length, byte[] wanted) {
        for (int i = 0; i <= length - wanted.length; i++) {
            if (block[i] == wanted[0] && Arrays.equals(block, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
