package dev.parley.engine.time;

import java.util.List;

/** The strands of a server: few, and the same for its whole life. */
public interface StrandGroup {
    /** All of them. */
    List<Strand> strands();

    /** The strand of the caller if it is on one, else the next in turn. */
    Strand next();

    /** The clock by which their timers go. */
    Clock clock();
}
