package id.paraf.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import id.paraf.account.Invitations.Person;
import id.paraf.account.Role;

class DemoInstitutionTest {

    /** Nobody decides on people of the own unit. */
    @Test
    void whoeverAppliesInTheDemoFindsAnOfficerOfAnotherUnit() {
        assertThat(DemoInstitution.PEOPLE).extracting(Person::unit).allSatisfy(unit -> assertThat(DemoInstitution.PEOPLE)
                .anyMatch(one -> one.roles().contains(Role.OFFICER) && !one.unit().equals(unit)));
        assertThat(DemoInstitution.PEOPLE).extracting(Person::institution).allMatch(name -> name.endsWith("(Demo)"));
        assertThat(DemoInstitution.PEOPLE).extracting(Person::username).doesNotHaveDuplicates();
        assertThat(DemoInstitution.PEOPLE).extracting(Person::email).doesNotHaveDuplicates();
        assertThat(DemoInstitution.PEOPLE).extracting(Person::phone).doesNotHaveDuplicates();
    }
}
