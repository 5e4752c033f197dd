package dev.parley.testkit.carrier;

/**
 * What every carrier over a network must do, whatever web server it is made of. A carrier's test class implements this
 * interface, and each test starts a server of its own.
 */
public interface CarrierContract extends HttpCarrierContract, MessageCarrierContract {}
