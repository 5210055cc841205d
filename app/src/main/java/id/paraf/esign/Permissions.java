package id.paraf.esign;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import id.paraf.kernel.Origin;
import id.paraf.keyroom.CodeSlot;
import id.paraf.keyroom.Keyroom;

/** The permissions of an owner: what is open, what is left, what was signed; and their end by the owner. */
@Component
public class Permissions {

    private final PermissionRows rows;
    private final FollowPermissions follow;
    private final Keyroom keyroom;

    Permissions(PermissionRows rows, FollowPermissions follow, Keyroom keyroom) {
        this.rows = rows;
        this.follow = follow;
        this.keyroom = keyroom;
    }

    /** All of them, newest first. */
    public List<Permission> of(UUID account) {
        Map<UUID, CodeSlot> slots = keyroom.codesOf(account).stream().collect(Collectors.toMap(CodeSlot::id, Function.identity()));
        return rows.of(account).stream().filter(row -> slots.containsKey(row.id()))
                .map(row -> row.with(Objects.requireNonNull(slots.get(row.id())))).toList();
    }

    public Optional<Permission> one(UUID account, UUID id) {
        return of(account).stream().filter(permission -> permission.id().equals(id)).findFirst();
    }

    /** What was signed with a permission, oldest first. */
    public List<Permission.SignedFile> files(Permission permission) {
        return rows.files(permission.id());
    }

    /** What applications asked this owner for lately and nobody has opened, newest first. */
    public List<Permission.Wanted> wanted(UUID account) {
        return rows.wantedOf(account);
    }

    /** Ends it at once; false if it has ended, or is not this account's. Must not be called inside a transaction. */
    public boolean end(UUID account, UUID id, Origin origin) {
        boolean ended = keyroom.withdrawCode(id, account);
        if (ended) {
            keyroom.codesOf(account).stream().filter(slot -> slot.id().equals(id)).forEach(slot -> follow.record(slot, origin));
        }
        return ended;
    }
}
