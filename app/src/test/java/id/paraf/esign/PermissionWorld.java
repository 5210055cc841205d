package id.paraf.esign;

import java.util.UUID;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.passphrase.ResetWorld;

/** Opens permissions, and lets tests do at once what a job does each minute. */
@Component
@Profile("test")
public class PermissionWorld {

    private final OpenPermission open;
    private final FollowPermissions follow;

    PermissionWorld(OpenPermission open, FollowPermissions follow) {
        this.open = open;
        this.follow = follow;
    }

    /** One that an owner whose passphrase is {@link ResetWorld#OLD} has opened for an application, for three files. */
    public UUID opened(UUID account, EsignWorld.Caller application) {
        var opened = (OpenPermission.Outcome.Opened) open.open(account, application.client().id(), 3, Span.QUARTER,
                SecretText.of(ResetWorld.OLD), new Origin("192.0.2.15", "PermissionWorld"));
        return opened.permission().id();
    }

    /** Closes what is over, and records it. */
    public void follow() {
        follow.run();
    }
}
