package id.paraf.certificate;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One of the lists of an authority, as addresses name it: {@code issuing-g1}, {@code issuing-g1-p2}, each also with
 * {@code -delta}.
 *
 * @param authority whose list
 * @param partition which of its lists, counted from 0
 * @param delta whether it is the delta beside the complete one
 */
record ListName(String authority, int partition, boolean delta) {

    private static final Pattern NAME = Pattern.compile("([a-z0-9]{1,20}-g[0-9]{1,3})(?:-p([1-9][0-9]{0,5}))?(-delta)?");

    static Optional<ListName> of(String text) {
        var name = NAME.matcher(text);
        return name.matches() ? Optional.of(new ListName(name.group(1), name.group(2) == null ? 0 : Integer.parseInt(name.group(2)),
                name.group(3) != null)) : Optional.empty();
    }

    ListName complete() {
        return new ListName(authority, partition, false);
    }

    ListName asDelta() {
        return new ListName(authority, partition, true);
    }

    @Override
    public String toString() {
        return authority + (partition == 0 ? "" : "-p" + partition) + (delta ? "-delta" : "");
    }
}
