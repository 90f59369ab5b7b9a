package org.inesconnector.simulator.ines;

final class InesPage {

    private final InesSimulator simulator;

    InesPage(InesSimulator simulator) {
        this.simulator = simulator;
    }

    String html() {
        return "<p>" + simulator.url();
    }
}
