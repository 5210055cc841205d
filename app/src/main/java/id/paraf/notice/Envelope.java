package id.paraf.notice;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.kernel.Sealing;

/** Seals what a message says and where it goes while it waits, under a key of the outbox's own, bound to the message's id. */
@Component
class Envelope {

    private final Sealing sealing;
    private final JsonMapper json;

    Envelope(RootSecret root, Randomness randomness, JsonMapper json) {
        this.sealing = new Sealing(root.derive("notice/outbox", "AES"), randomness);
        this.json = json;
    }

    /** What is inside; never printed. */
    record Contents(String to, Map<String, String> parameters, @Nullable String link) {

        @Override
        public String toString() {
            return "Contents[•••]";
        }
    }

    byte[] seal(UUID message, Contents contents) {
        return sealing.seal(message.toString(), json.writeValueAsBytes(contents));
    }

    Contents open(UUID message, byte[] sealed) {
        return json.readValue(sealing.open(message.toString(), sealed).orElseThrow(() -> new IllegalStateException(
                "A message of the outbox cannot be opened: it was altered, or belongs to another root secret")), Contents.class);
    }
}
