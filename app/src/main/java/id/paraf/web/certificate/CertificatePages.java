package id.paraf.web.certificate;

import java.util.List;
import java.util.UUID;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.Register;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.keyroom.Keyroom;
import id.paraf.passphrase.FreezeKey;
import id.paraf.pki.CertificateBundle;
import id.paraf.pki.Pem;
import id.paraf.transparency.OwnEntries;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** "Daftar Sertifikat Elektronik", the Info page and the downloads. */
@Controller
class CertificatePages {

    private final Register register;
    private final Keyroom keyroom;
    private final OwnEntries log;
    private final FrozenKeys frozen;
    private final FreezeKey freezes;

    CertificatePages(Register register, Keyroom keyroom, OwnEntries log, FrozenKeys frozen, FreezeKey freezes) {
        this.register = register;
        this.keyroom = keyroom;
        this.log = log;
        this.frozen = frozen;
        this.freezes = freezes;
    }

    @GetMapping("/certificates")
    String list(Viewer viewer, Page page, Model model) {
        var owned = register.ownedBy(viewer.account());
        model.addAttribute("certificates", owned.stream().map(certificate -> view(certificate, page)).toList());
        model.addAttribute("frozen", frozen.among(owned));
        return "certificate/list";
    }

    @GetMapping("/certificates/{id}")
    String info(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var certificate = owned(viewer, id);
        model.addAttribute("view", view(certificate, page));
        model.addAttribute("renewal", register.renewalOf(certificate.id()).map(newer -> view(newer, page)).orElse(null));
        model.addAttribute("revocation", register.revocation(certificate.id()).orElse(null));
        model.addAttribute("chain", register.chain(certificate).stream().map(ChainLink::of).toList());
        model.addAttribute("key", keyroom.state(certificate.key()).orElse(null));
        model.addAttribute("lifted", freezes.lifted(certificate.key()).orElse(null));
        model.addAttribute("agreement", register.agreement(certificate.id()).orElse(null));
        model.addAttribute("logged", log.issued(id).orElse(null));
        return "certificate/info";
    }

    @GetMapping("/certificates/{id}/download")
    String download(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        model.addAttribute("view", CertificateView.of(owned(viewer, id), page.now()));
        return "certificate/download";
    }

    /** RFC 7468 for the text forms; RFC 2585 for DER; RFC 5751 for the bundle. */
    @GetMapping("/certificates/{id}/download/{file}")
    ResponseEntity<byte[]> file(@PathVariable UUID id, @PathVariable String file, Viewer viewer, Origin origin) {
        var certificate = owned(viewer, id);
        List<byte[]> chain = register.chain(certificate);
        var answer = switch (file) {
            case "leaf.pem" -> attachment(certificate, ".pem", "application/x-pem-file", ascii(Pem.certificate(certificate.der())));
            case "leaf.der" -> attachment(certificate, ".cer", "application/pkix-cert", certificate.der());
            case "chain.pem" -> attachment(certificate, "-chain.pem", "application/x-pem-file", ascii(Pem.certificates(chain)));
            case "chain.p7b" ->
                attachment(certificate, "-chain.p7b", "application/x-pkcs7-certificates", CertificateBundle.of(chain));
            default -> throw new Problem(404, "notFound");
        };
        register.downloaded(certificate.id(), viewer.account(), origin);
        return answer;
    }

    private CertificateView view(Certificate certificate, Page page) {
        return CertificateView.of(certificate, register, page.now());
    }

    private Certificate owned(Viewer viewer, UUID id) {
        return register.ownedBy(viewer.account(), new CertificateId(id)).orElseThrow(() -> new Problem(404, "notFound"));
    }

    private static ResponseEntity<byte[]> attachment(Certificate certificate, String suffix, String type, byte[] body) {
        String name = certificate.commonName().replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-+|-+$", "")
                .toLowerCase(java.util.Locale.ROOT);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(type)).cacheControl(CacheControl.noStore())
                .header("Content-Disposition", ContentDisposition.attachment()
                        .filename((name.isEmpty() ? "certificate" : name) + suffix, java.nio.charset.StandardCharsets.UTF_8).build()
                        .toString())
                .body(body);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
