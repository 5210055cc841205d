package id.paraf.boot;

import java.util.Arrays;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.modulith.Modulithic;

import id.paraf.audit.Audit;
import id.paraf.cli.Commands;

/** The application: an electronic-signature trust service in one process. */
@SpringBootApplication(scanBasePackages = "id.paraf", nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Modulithic(systemName = "Paraf", additionalPackages = "id.paraf", sharedModules = "kernel")
public class Paraf {

    public static void main(String[] arguments) {
        if (Commands.knows(arguments)) {
            System.exit(Commands.needsApplication(arguments) ? export(arguments) : Commands.run(System.out, arguments));
        }
        SpringApplication.run(Paraf.class, arguments);
    }

    /** One more node, which nobody outside reaches and which ends as soon as the file is written. */
    private static int export(String... arguments) {
        var own = Stream.concat(Arrays.stream(arguments).skip(3),
                Stream.of("--server.port=0", "--server.address=127.0.0.1", "--logging.level.root=WARN"));
        try (var node = SpringApplication.run(Paraf.class, own.toArray(String[]::new))) {
            return Commands.export(System.out, node.getBean(Audit.class), arguments);
        }
    }
}
