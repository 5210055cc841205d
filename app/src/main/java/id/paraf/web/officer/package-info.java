/** The officer's console: the queue of applications, the evidence side by side, decisions; cases of the camera and frozen keys. */
@NullMarked
package id.paraf.web.officer;

import org.jspecify.annotations.NullMarked;
