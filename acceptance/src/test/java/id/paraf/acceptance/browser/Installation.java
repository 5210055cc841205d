package id.paraf.acceptance.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

import id.paraf.boot.Paraf;
import id.paraf.pades.SamplePdfs;
import id.paraf.timestamp.TimeSources;

/** A demo installation of its own: the whole application with its embedded database, and a clock that can be put forward. */
final class Installation implements AutoCloseable {

    private static @Nullable Installation shared;

    private final ConfigurableApplicationContext application;
    private final ShiftedClock clock = new ShiftedClock();
    private final ViewLog views = new ViewLog();
    private final URI origin;

    private Installation(Path data, int port) {
        origin = URI.create("http://localhost:" + port);
        application = new SpringApplicationBuilder(Paraf.class).profiles("demo").initializers(context -> {
            var beans = (GenericApplicationContext) context;
            beans.registerBean("shiftedClock", Clock.class, () -> clock);
            // A clock that is put forward keeps step with nothing but itself, and timestamps would be refused.
            beans.registerBean("evenTime", TimeSources.class, () -> new TimeSources(clock::nanos, List.of()));
            beans.registerBean("viewLog", ViewLog.class, () -> views);
        }).run("--server.port=" + port, "--paraf.origin=" + origin, "--paraf.data-directory=" + data,
                "--paraf.verification.trust=" + trusted(data));
    }

    /** Another provider, whose root this operator trusts. */
    private static Path trusted(Path data) {
        try {
            var folder = Files.createDirectories(data.resolve("trust"));
            Files.writeString(folder.resolve("penyelenggara-lain.pem"), SamplePdfs.rootPem());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that the journeys of this run share; each brings people and an institution of its own. */
    static synchronized Installation shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** Another one, for whoever puts the clock forward. */
    static Installation start() {
        try (var socket = new ServerSocket(0)) {
            int port = socket.getLocalPort();
            socket.close();
            return new Installation(Files.createTempDirectory("paraf-acceptance"), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI origin() {
        return origin;
    }

    ViewLog views() {
        return views;
    }

    ShiftedClock clock() {
        return clock;
    }

    /** For what no page shows; journeys go through pages. */
    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return application.getBean(name, type);
    }

    /** A page with a defect: what people see then is a page, too. */
    @Controller
    static final class Defect {

        @GetMapping("/demo/defect")
        String defect() {
            var defect = new IllegalStateException("made by a test");
            defect.setStackTrace(new StackTraceElement[0]);
            throw defect;
        }
    }

    @Override
    public void close() {
        application.close();
    }
}
