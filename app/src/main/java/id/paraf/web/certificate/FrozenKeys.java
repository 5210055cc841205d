package id.paraf.web.certificate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;

import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateId;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;

/**
 * Which certificates are in force and cannot sign all the same: their keys rest for a while after a reset that bears a risk, or
 * until an officer has looked after "bukan saya". Every page that offers a signature says so before it is tried.
 */
@Component
public class FrozenKeys {

    private final Keyroom keyroom;

    FrozenKeys(Keyroom keyroom) {
        this.keyroom = keyroom;
    }

    /** The state of the certificate's key, if that is frozen and nothing else stops the certificate. */
    public Optional<KeyState> of(Certificate certificate) {
        return certificate.usable() ? keyroom.state(certificate.key()).filter(KeyState::frozen) : Optional.empty();
    }

    /** Those of several certificates that are frozen, in their order. */
    public Map<CertificateId, KeyState> among(List<Certificate> certificates) {
        var frozen = new LinkedHashMap<CertificateId, KeyState>();
        certificates.forEach(certificate -> of(certificate).ifPresent(key -> frozen.put(certificate.id(), key)));
        return frozen;
    }

    /** The key of the first one, if there are certificates in force and none of them can sign. */
    public Optional<KeyState> ofAll(List<Certificate> certificates) {
        var usable = certificates.stream().filter(Certificate::usable).toList();
        var frozen = among(usable);
        return frozen.size() == usable.size() ? frozen.values().stream().findFirst() : Optional.empty();
    }
}
