package id.paraf.population;

/** Nobody to ask. */
final class NoRegister implements PopulationRegister {

    @Override
    public boolean there() {
        return false;
    }

    @Override
    public Answer compare(Person person) {
        return new Answer.Unavailable("there is no register");
    }
}
