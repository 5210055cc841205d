package id.paraf.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One request over TLS: to the address that was checked, with the name's certificate. */
class PostIT {

    @TempDir
    Path folder;

    private SSLContext context(String name) throws Exception {
        Path file = folder.resolve("receiver.p12");
        var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-alias",
                "receiver", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=dns:" + name, "-storetype", "PKCS12", "-keystore",
                file.toString(), "-storepass", "for-this-test").inheritIO().start();
        assertThat(keytool.waitFor()).isZero();
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "for-this-test".toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "for-this-test".toCharArray());
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        var anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("receiver", store.getCertificate("receiver"));
        trusted.init(anchors);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    @Test
    void theCertificateIsThatOfTheNameWhereverTheAddressCameFrom() throws Exception {
        var context = context("penerima.contoh.example");
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            boolean whole = exchange.getRequestURI().toString().equals("/a?b=c")
                    && exchange.getRequestHeaders().getFirst("Host").startsWith("penerima.contoh.example:")
                    && new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).equals("é");
            exchange.sendResponseHeaders(whole ? 202 : 400, -1);
            exchange.close();
        });
        server.start();
        try {
            int port = server.getAddress().getPort();
            var here = InetAddress.getLoopbackAddress();
            var trusting = new Post(Duration.ofSeconds(10), context.getSocketFactory());
            assertThat(trusting.send(URI.create("https://penerima.contoh.example:" + port + "/a?b=c"), here, Map.of("x", "y"), "é"))
                    .isEqualTo(202);
            assertThatThrownBy(() -> trusting.send(URI.create("https://lain.contoh.example:" + port + "/"), here, Map.of(), ""))
                    .isInstanceOf(SSLException.class);
            var strict = new Post(Duration.ofSeconds(10), SSLContext.getDefault().getSocketFactory());
            assertThatThrownBy(() -> strict.send(URI.create("https://penerima.contoh.example:" + port + "/"), here, Map.of(), ""))
                    .isInstanceOf(SSLException.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whoNeverAnswersIsNotWaitedFor() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
            var post = new Post(Duration.ofMillis(300), tls);
            assertThatThrownBy(() -> post.send(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"),
                    InetAddress.getLoopbackAddress(), Map.of(), "")).isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }
}
