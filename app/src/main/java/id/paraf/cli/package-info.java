/** The command line: what an operator does without starting the application. Door: {@link id.paraf.cli.Commands}. */
@NullMarked
package id.paraf.cli;

import org.jspecify.annotations.NullMarked;
