package org.inesconnector.connector.web.home;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.inesconnector.connector.alerts.Alerts;
import org.inesconnector.connector.connection.SetUp;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Ledger;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.queue.Side;
import org.inesconnector.connector.service.Overview;
import org.inesconnector.connector.sync.SkipReason;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where everything stands. */
@Controller
class HomePage {

    private final Overview overview;
    private final SetUp setUp;
    private final Alerts alerts;

    HomePage(Overview overview, SetUp setUp, Alerts alerts) {
        this.overview = overview;
        this.setUp = setUp;
        this.alerts = alerts;
    }

    /**
     * How one side is.
     *
     * @param pause why nothing is sent, if so
     */
    record SideState(Message name, boolean isSetUp, Optional<Pause> pause) {}

    @GetMapping("/")
    String show(Model model) {
        addTo(model);
        return "home";
    }

    /** What changes while somebody looks. */
    @GetMapping("/home/now")
    String now(Model model) {
        addTo(model);
        model.addAttribute("beside", true);
        return "home :: now";
    }

    private void addTo(Model model) {
        var state = overview.now();
        var figures = state.figures();
        model.addAttribute("state", state);
        model.addAttribute("sides", sides(state.pauses()));
        model.addAttribute("untold", alerts.failing()
                .stream()
                .map(failure -> Message.of("alert.not-told", failure.channel().title(), failure.why()))
                .toList());
        model.addAttribute("skipped", skipped(state.contacts()));
        model.addAttribute("figures", figures);
        model.addAttribute("days", Chart.ofDays(figures.days()));
        model.addAttribute("minutes", Chart.ofMinutes(figures.minutes()));
        model.addAttribute("lengths", Chart.ofLengths(figures.lengths()));
    }

    private List<SideState> sides(List<Pause> pauses) {
        return Arrays.stream(Side.values())
                .map(side -> new SideState(
                        Message.of("page.side." + side),
                        switch (side) {
                            case INES -> setUp.ines();
                            case MAUTIC -> setUp.mautic();
                        },
                        pauses.stream().filter(pause -> pause.side() == side).findFirst()))
                .toList();
    }

    /** By the reason in words. */
    private static Map<Message, Long> skipped(Ledger ledger) {
        var skipped = new LinkedHashMap<Message, Long>();
        new TreeMap<>(ledger.skipped())
                .forEach((reason, number) -> skipped.put(SkipReason.valueOf(reason).message(), number));
        return skipped;
    }
}
