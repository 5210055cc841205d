package id.paraf.keyroom;

import java.sql.SQLException;

/**
 * The keyroom cannot be asked now, because its database does not answer. What it had committed stands; an order of which nobody
 * heard may have been carried out, and is not carried out again (KY-03).
 */
public final class KeyroomAway extends IllegalStateException {

    private static final long serialVersionUID = 1;

    KeyroomAway(SQLException cause) {
        super("The keyroom's database failed", cause);
    }
}
