package id.paraf.web.transparency;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

import id.paraf.certificate.CertificateId;
import id.paraf.certificate.Register;
import id.paraf.kernel.Problem;
import id.paraf.kernel.SerialText;
import id.paraf.transparency.OwnEntries;
import id.paraf.web.Viewer;

/** The receipt of a certificate: its entries in the log with their proofs, for its owner alone. */
@Controller
class ReceiptPages {

    private final Register register;
    private final OwnEntries entries;

    ReceiptPages(Register register, OwnEntries entries) {
        this.register = register;
        this.entries = entries;
    }

    @GetMapping("/certificates/{id}/log-receipt.json")
    ResponseEntity<byte[]> receipt(@PathVariable UUID id, Viewer viewer) {
        var certificate = register.ownedBy(viewer.account(), new CertificateId(id))
                .orElseThrow(() -> new Problem(404, "notFound"));
        // It opens what the log says about the key: never in a shared cache.
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename("log-receipt-" + SerialText.of(certificate.serial()) + ".json")
                                .build().toString())
                .body(entries.receipt(id, certificate.key(), certificate.der()).getBytes(StandardCharsets.UTF_8));
    }
}
