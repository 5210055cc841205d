package id.paraf.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The styles, scripts, fonts and pictures of the pages, read once and kept compressed in memory. Their addresses carry a
 * fingerprint of all of them together, so that files may name each other by relative paths and still be cached forever.
 */
@Component
class Assets {

    private static final String STATIC = "static/";
    private static final Map<String, String> TYPES = Map.of("css", "text/css;charset=UTF-8", "js", "text/javascript;charset=UTF-8",
            "svg", "image/svg+xml;charset=UTF-8", "woff2", "font/woff2", "png", "image/png", "jpg", "image/jpeg", "webp",
            "image/webp", "txt", "text/plain;charset=UTF-8", "webmanifest", "application/manifest+json", "json",
            "application/json");

    private final Map<String, Asset> assets = new TreeMap<>();
    private final String fingerprint;

    Assets() throws IOException {
        var resolver = new PathMatchingResourcePatternResolver();
        for (Resource resource : resolver.getResources("classpath*:/static/**/*.*")) {
            String address = resource.getURL().toString();
            add(address.substring(address.lastIndexOf("/" + STATIC) + STATIC.length() + 1), resource);
        }
        for (Resource resource : resolver.getResources("classpath*:/META-INF/resources/webjars/htmx.org/*/dist/htmx.min.js")) {
            add("lib/htmx.js", resource);
        }
        var digest = sha256();
        assets.forEach((path, asset) -> {
            digest.update(path.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update(asset.plain());
        });
        fingerprint = HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    }

    /**
     * One file.
     *
     * @param type its media type
     * @param plain its bytes
     * @param gzip the same compressed, or null if that does not make it smaller
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Asset(String type, byte[] plain, byte @Nullable [] gzip) {
    }

    /** The address of a file below {@code static/}; an unknown one is a defect and throws. */
    String url(String path) {
        if (!assets.containsKey(path)) {
            throw new IllegalArgumentException("There is no static/" + path);
        }
        return "/assets/" + fingerprint + "/" + path;
    }

    /** Changes when any file changes. */
    String fingerprint() {
        return fingerprint;
    }

    Optional<Asset> find(String path) {
        return Optional.ofNullable(assets.get(path));
    }

    private void add(String path, Resource resource) throws IOException {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("static/" + path + " has an ending without a media type in " + Assets.class.getName());
        }
        byte[] plain = resource.getContentAsByteArray();
        byte[] gzip = compress(plain);
        assets.putIfAbsent(path, new Asset(type, plain, gzip.length < plain.length * 0.95 ? gzip : null));
    }

    private static byte[] compress(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
