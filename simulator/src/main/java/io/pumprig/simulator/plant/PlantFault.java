package io.pumprig.simulator.plant;

/**
 * What may be wrong in fluid and mechanics. Each has a setter of {@link Plant} and counts what it
 * altered, so that a fault without effect is found out (design, section 5).
 */
public enum PlantFault {
    /** Catheter narrowed or closed; counts spells of flow that it altered. */
    OCCLUSION,
    /** Inlet narrowed or closed; counts spells of flow that it altered. */
    INLET_OCCLUSION,
    /** Fluid leaves between head and catheter; counts spells in which some did. */
    LINE_LEAK,
    /** Fluid leaves the reservoir; counts spells in which some did. */
    RESERVOIR_LEAK,
    /** The rotor is held; counts field steps that it did not follow. */
    ROTOR_HELD,
    /** Electrical cycles lost; counts field steps that the rotor did not follow. */
    LOST_CYCLES,
    /** The head slips on its shaft; counts microsteps without displacement. */
    COUPLING_SLIP,
    /** The head displaces too much or too little; counts microsteps displaced wrongly. */
    HEAD_GAIN,
    /** The head draws gas besides fluid; counts microsteps that drew some. */
    INLET_AIR,
    /** A bubble was injected before the head; counts microsteps that drew some of it. */
    AIR_BUBBLE,
    /** The check valve does not close; counts spells in which it should have. */
    CHECK_VALVE_OPEN,
    /** Fluid passes the head beside its rollers, either way; counts spells in which some did. */
    SIPHON,
    /** The room is warmer or colder; counts minutes in which it was. */
    AMBIENT,
    /** The collecting vessel loses fluid; counts spells in which some did. */
    EVAPORATION,
    /** The reservoir was filled, emptied or mixed by hand; counts how often. */
    RESERVOIR_CONTENT,
    /** The backup supply has lost charge; counts how often its charge was changed. */
    BACKUP_CHARGE,
    /** A supply is off its nominal voltage; counts how often it was changed. */
    SUPPLY
}
