package id.paraf.pades.tag;

import java.util.List;

/** What comes of looking for a tag. */
public sealed interface TagSearch {

    /** Every place where it stands, in reading order; perhaps none. */
    record Found(List<Tag> tags) implements TagSearch {

        public Found {
            tags = List.copyOf(tags);
        }
    }

    /** The text cannot be read, so nobody knows whether the tag is in it. */
    record Unreadable(Why why) implements TagSearch {
    }

    /** Why text cannot be read. */
    enum Why {
        /** The document needs a password. */
        ENCRYPTED,
        /** The file, a font or the drawing of a page is damaged. */
        DAMAGED,
        /** More pages, text or drawing than is looked through. */
        TOO_MUCH
    }
}
