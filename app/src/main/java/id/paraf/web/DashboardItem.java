package id.paraf.web;

import java.util.List;

/**
 * One thing that needs its reader now, on the dashboard.
 *
 * @param kind {@code danger}, {@code warning}, {@code info} or {@code success}; the most urgent comes first
 * @param icon name of an icon
 * @param title what it is, in the reader's language
 * @param text why it matters, in a sentence
 * @param href where it is done: a path on this application
 * @param action what the way there is called
 */
public record DashboardItem(String kind, String icon, String title, String text, String href, String action) {

    /** Every bean of this type adds its feature's items to the dashboard. */
    public interface Source {
        /** What this feature has for the reader right now; empty if nothing. */
        List<DashboardItem> itemsFor(Viewer viewer, Page page);
    }
}
