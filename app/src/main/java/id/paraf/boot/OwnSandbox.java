package id.paraf.boot;

import java.security.cert.X509Certificate;
import java.util.List;

import org.springframework.stereotype.Component;

import id.paraf.sandbox.SandboxAuthority;
import id.paraf.verification.Sandbox;

/** Tells verification whom applications believe that are being tried out. */
@Component
class OwnSandbox implements Sandbox {

    private final SandboxAuthority authority;

    OwnSandbox(SandboxAuthority authority) {
        this.authority = authority;
    }

    @Override
    public List<X509Certificate> chain() {
        return authority.chain();
    }

    @Override
    public List<byte[]> statements(X509Certificate issuer) {
        return authority.statements(issuer);
    }
}
