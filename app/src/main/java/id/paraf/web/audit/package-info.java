/** What an auditor reads: the trail, filtered and paged, and the whole of it as a file. */
@NullMarked
package id.paraf.web.audit;

import org.jspecify.annotations.NullMarked;
