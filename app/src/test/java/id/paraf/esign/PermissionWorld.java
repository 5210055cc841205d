package id.paraf.esign;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Lets tests do at once what a job does each minute. */
@Component
@Profile("test")
public class PermissionWorld {

    private final FollowPermissions follow;

    PermissionWorld(FollowPermissions follow) {
        this.follow = follow;
    }

    /** Closes what is over, and records it. */
    public void follow() {
        follow.run();
    }
}
