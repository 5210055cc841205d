/**
 * What a population register says to the data of a person: alike or not, field by field, and never the data itself.
 *
 * <p>Door: {@link id.paraf.population.PopulationRegister}. Without tables. There is no published protocol of a national register
 * that could be spoken here; an operator who has access to one declares a bean of that type, or points at a file.
 */
@NullMarked
package id.paraf.population;

import org.jspecify.annotations.NullMarked;
