package id.paraf.acceptance.bench;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.bouncycastle.cert.ocsp.OCSPResp;

import id.paraf.acceptance.process.ServerProcess;

/** {@code openssl ocsp} as a responder for one certificate, with an RSA-2048 or a P-256 key, and a process for each core. */
final class OpensslResponder implements AutoCloseable {

    private final OcspBenchmark.Peer peer;
    private final String request;

    private OpensslResponder(OcspBenchmark.Peer peer, String request) {
        this.peer = peer;
        this.request = request;
    }

    /** @param algorithm {@code rsa} or {@code ec} */
    static OpensslResponder start(String algorithm) throws Exception {
        Path folder = Files.createTempDirectory("openssl-ocsp");
        var key = algorithm.equals("rsa") ? List.of("-newkey", "rsa:2048")
                : List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        var command = new java.util.ArrayList<>(
                List.of("openssl", "req", "-x509", "-nodes", "-subj", "/CN=Contoh", "-days", "30", "-keyout",
                        "ca.key", "-out", "ca.pem", "-set_serial", "4660"));
        command.addAll(key);
        run(folder, command);
        Files.writeString(folder.resolve("index.txt"), "V\t301231235959Z\t\t1234\tunknown\t/CN=Contoh\n");
        run(folder, List.of("openssl", "ocsp", "-issuer", "ca.pem", "-serial", "0x1234", "-no_nonce", "-reqout", "request.der"));
        String request = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("request.der"))).replace("+", "%2B")
                .replace("/", "%2F").replace("=", "%3D");
        int port = ServerProcess.freePort();
        var process = new ProcessBuilder("openssl", "ocsp", "-index", "index.txt", "-CA", "ca.pem", "-rsigner", "ca.pem", "-rkey",
                "ca.key",
                "-port", String.valueOf(port), "-multi", "2", "-nmin", "600").directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile()).start();
        var responder = new OpensslResponder(new OcspBenchmark.Peer(process, port, "openssl ocsp"), request);
        responder.check();
        return responder;
    }

    /**
     * Waits until it gives an answer that says something; an error would be quick to serve. Over a connection that ends with
     * the answer: its processes serve one connection each, and wait for the end of it.
     */
    private void check() throws Exception {
        try (var socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(("GET /" + request + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] all = socket.getInputStream().readAllBytes();
            int head = new String(all, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
            if (new OCSPResp(Arrays.copyOfRange(all, head, all.length)).getStatus() != OCSPResp.SUCCESSFUL) {
                throw new IllegalStateException("openssl ocsp answers with an error");
            }
        }
    }

    int port() {
        return peer.port();
    }

    ProcessHandle handle() {
        return peer.handle();
    }

    String request() {
        return request;
    }

    private static void run(Path folder, List<String> command) throws Exception {
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile()).start();
        if (process.waitFor() != 0 && !command.contains("-reqout")) {
            throw new IllegalStateException(Files.readString(folder.resolve("log")));
        }
    }

    @Override
    public void close() throws InterruptedException {
        peer.close();
    }
}
