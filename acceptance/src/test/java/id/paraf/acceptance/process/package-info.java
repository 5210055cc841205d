/** The application as it is handed out, in a process of its own. */
@NullMarked
package id.paraf.acceptance.process;

import org.jspecify.annotations.NullMarked;
