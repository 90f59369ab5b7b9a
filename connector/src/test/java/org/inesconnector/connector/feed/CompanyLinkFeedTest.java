package org.inesconnector.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.H2;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.mautic.CompanyLink;
import org.inesconnector.mautic.MauticClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Links that are removed or come to be while others are read page by page. */
class CompanyLinkFeedTest {

    private static final int LINKS = 5000;

    @AutoClose
    private final ConfigurableApplicationContext connector = Connector.start(
            "connector.database.url=" + H2.newDatabase());
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(50));
    private final List<CompanyLink> inMautic = new ArrayList<>();
    private int pages;
    private Consumer<List<CompanyLink>> afterTheFirst = _ -> {};

    private final CompanyLinkFeed feed = new CompanyLinkFeed(
            mautic(),
            connector.getBean(CompanyLinkCursor.class),
            connector.getBean(AuditLogCursor.class),
            connector.getBean(Queue.class),
            connector.getBean(TransactionTemplate.class),
            connector.getBean(InstantSource.class),
            connector.getBean(FeedSettings.class));

    private MauticClient mautic() {
        return (MauticClient) Proxy.newProxyInstance(
                MauticClient.class.getClassLoader(), new Class<?>[]{MauticClient.class},
                (_, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("companyLinksSince");
                    return page((Instant) arguments[0], (int) arguments[1], (int) arguments[2]);
                });
    }

    private List<CompanyLink> page(Instant since, int start, int limit) {
        pages++;
        var page = inMautic.stream().filter(link -> !link.since().isBefore(since)).skip(start).limit(limit).toList();
        if (start == 0) {
            afterTheFirst.accept(page);
        }
        return page;
    }

    @BeforeEach
    void manyLinks() {
        feed.readNext();
        for (long contact = 1; contact <= LINKS; contact++) {
            inMautic.add(new CompanyLink(contact, 1, begin.plusSeconds(contact / 2), true));
        }
    }

    private List<Long> queued() {
        return connector.getBean(JdbcClient.class)
                .sql("SELECT mautic_contact_id FROM synchronisation ORDER BY mautic_contact_id")
                .query(Long.class)
                .list();
    }

    @Test
    void whereMauticsClockIsAheadTheReadingGoesOnOnceTheDatesAreOfThePast() {
        feed.readNext();
        var ahead = begin.plus(Duration.ofMinutes(45));
        inMautic.add(new CompanyLink(LINKS + 1, 1, ahead, true));
        var jdbc = connector.getBean(JdbcClient.class);
        connector.getBean(CompanyLinkCursor.class).keep(List.of(inMautic.getLast()), begin);
        feed.readNext();
        assertThat(jdbc.sql("SELECT since FROM company_link_cursor").query(OffsetDateTime.class).single().toInstant())
                .isEqualTo(ahead);
    }

    @Test
    void aLinkThatIsRemovedBetweenTwoPagesHidesNoOther() {
        afterTheFirst = _ -> {
            if (pages == 2) {
                inMautic.removeFirst();
            }
        };
        feed.readNext();
        assertThat(queued()).isEqualTo(LongStream.rangeClosed(1, LINKS).boxed().toList());
    }

    @Test
    void whereLinksAreRemovedAllTheTimeItGoesOnAtTheNextReading() {
        afterTheFirst = page -> inMautic.remove(page.getFirst());
        feed.readNext();
        assertThat(pages).isLessThan(10);
        assertThat(queued()).hasSizeLessThan(LINKS);
        afterTheFirst = _ -> {};
        feed.readNext();
        assertThat(queued()).isEqualTo(LongStream.rangeClosed(1, LINKS).boxed().toList());
    }

    @Test
    void whatIsThereAtTheVeryFirstReadingIsPassedOverPageByPage() {
        connector.getBean(JdbcClient.class).sql("DELETE FROM company_link_cursor").update();
        pages = 0;
        feed.readNext();
        assertThat(pages).isGreaterThan(2);
        assertThat(queued()).isEmpty();
        inMautic.add(new CompanyLink(LINKS + 1, 1, begin.plusSeconds(LINKS / 2 + 1), true));
        feed.readNext();
        assertThat(queued()).containsExactly(LINKS + 1L);
    }
}
