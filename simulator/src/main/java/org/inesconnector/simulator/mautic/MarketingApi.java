package org.inesconnector.simulator.mautic;

import java.util.Collection;
import tools.jackson.databind.JsonNode;

/** {@code /api/forms}, {@code campaigns}, {@code segments}, {@code points/triggers} and {@code tags}. */
final class MarketingApi {

    private final Mautic mautic;
    private final Marketing marketing;
    private final PointTriggers pointTriggers;

    MarketingApi(Mautic mautic, Marketing marketing, PointTriggers pointTriggers) {
        this.mautic = mautic;
        this.marketing = marketing;
        this.pointTriggers = pointTriggers;
    }

    Reply forms(ApiCall call) {
        return list("forms", marketing.forms());
    }

    Reply createForm(ApiCall call) {
        return Reply.created(Reply.named("form", marketing.createForm(call.body())));
    }

    Reply campaigns(ApiCall call) {
        return list("campaigns", marketing.campaigns());
    }

    Reply createCampaign(ApiCall call) {
        return Reply.created(Reply.named("campaign", marketing.createCampaign(call.body())));
    }

    Reply segments(ApiCall call) {
        return list("lists", marketing.segments());
    }

    Reply createSegment(ApiCall call) {
        return Reply.created(Reply.named("list", marketing.createSegment(call.body())));
    }

    Reply pointTriggers(ApiCall call) {
        return list("triggers", pointTriggers.all());
    }

    Reply createPointTrigger(ApiCall call) {
        return Reply.created(Reply.named("trigger", pointTriggers.create(call.body())));
    }

    Reply tags(ApiCall call) {
        return list("tags", mautic.tags.names().stream().map(mautic.tags::node).toList());
    }

    Reply createTag(ApiCall call) {
        return Reply.created(Reply.named("tag", mautic.tags.node(Json.text(call.body(), "tag", ""))));
    }

    private static Reply list(String name, Collection<? extends JsonNode> items) {
        var node = Json.object();
        node.put("total", items.size());
        node.putArray(name).addAll(items);
        return Reply.ok(node);
    }
}
