package id.paraf.acceptance.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Runs every measurement, or those named by {@code paraf.benchmarks}, in one go and prints a table. What the rows mean: docs/performance.md. */
public final class Benchmarks {

    private Benchmarks() {
    }

    private interface Measurement {
        String run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, Measurement> all = new LinkedHashMap<>();
        all.put("keyroom", KeyroomBenchmark::run);
        all.put("issue", IssueBenchmark::run);
        all.put("log", LogBenchmark::run);
        all.put("sign", SignBenchmark::run);
        all.put("api", ApiBenchmark::run);
        all.put("verify", VerifyBenchmark::run);
        all.put("report", ReportBenchmark::run);
        all.put("growth", GrowthBenchmark::run);
        all.put("selfie", SelfieBenchmark::run);
        all.put("page", PageBenchmark::run);
        all.put("ocsp", OcspBenchmark::run);
        all.put("crl", CrlBenchmark::run);
        all.put("start", StartBenchmark::run);
        all.put("status", StatusStartBenchmark::run);
        // What it says while it works would be a part of what is measured.
        ((Logger) LoggerFactory.getLogger("eu.europa.esig.dss")).setLevel(Level.OFF);
        ((Logger) LoggerFactory.getLogger("org.apache.pdfbox")).setLevel(Level.OFF);
        System.out.println("what is measured / against                                       ours       limit    ratio");
        String named = System.getProperty("paraf.benchmarks", "").strip();
        for (String name : named.isEmpty() ? all.keySet() : Arrays.asList(named.split("\\s+"))) {
            System.out.println(all.get(name).run());
        }
        System.exit(0);
    }
}
