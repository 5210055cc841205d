package id.paraf.web.notice;

import java.util.List;

import id.paraf.notice.DemoInbox;

/**
 * One person's messages on the demo page, newest first.
 *
 * @param id unique on the page, for headings and links within it
 * @param username what to log in with, or empty for a receiver without an account
 * @param role the key of what this person is
 * @param claimed whether the account has a password by now
 */
public record DemoPerson(String id, String name, String username, String role, String unit, boolean claimed,
        List<DemoInbox.Received> messages) {
}
