package id.paraf.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * The styles, scripts, fonts and pictures of the pages, read once and kept in memory. Their addresses carry a
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
        // The build for older phones; it names its worker nowhere, so that both may be called what they are.
        for (String part : new String[] {"pdf", "pdf.worker"}) {
            for (Resource resource : resolver
                    .getResources("classpath*:/META-INF/resources/webjars/pdfjs-dist/*/legacy/build/" + part + ".min.mjs")) {
                add("lib/" + part + ".js", resource);
            }
        }
        var digest = sha256();
        assets.forEach((path, asset) -> {
            digest.update(path.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update(asset.plain());
        });
        fingerprint = HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    }

    /** One file. It is compressed when somebody first wants it so: large ones that few pages need would lengthen every start. */
    static final class Asset {

        private final String type;
        private final byte[] plain;
        private byte @Nullable [] gzip;
        private boolean compressed;

        private Asset(String type, byte[] plain) {
            this.type = type;
            this.plain = plain;
        }

        /** Its media type. */
        String type() {
            return type;
        }

        byte[] plain() {
            return plain;
        }

        /** The same compressed, or null if that does not make it smaller. */
        synchronized byte @Nullable [] gzip() {
            if (!compressed) {
                byte[] smaller = compress(plain);
                gzip = smaller.length < plain.length * 0.95 ? smaller : null;
                compressed = true;
            }
            return gzip;
        }
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
        assets.putIfAbsent(path, new Asset(type, resource.getContentAsByteArray()));
    }

    private static byte[] compress(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
