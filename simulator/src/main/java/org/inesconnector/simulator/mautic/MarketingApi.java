package org.inesconnector.simulator.mautic;

import java.util.Collection;
import tools.jackson.databind.JsonNode;

/** {@code /api/forms}, {@code campaigns}, {@code segments} and {@code tags}. */
final class MarketingApi {

    private final Mautic mautic;
    private final Marketing marketing;

    MarketingApi(Mautic mautic, Marketing marketing) {
        this.mautic = mautic;
        this.marketing = marketing;
    }

    Reply forms(Call call) {
        return list("forms", marketing.forms());
    }

    Reply createForm(Call call) {
        return Reply.created(Reply.named("form", marketing.createForm(call.body())));
    }

    Reply campaigns(Call call) {
        return list("campaigns", marketing.campaigns());
    }

    Reply createCampaign(Call call) {
        return Reply.created(Reply.named("campaign", marketing.createCampaign(call.body())));
    }

    Reply segments(Call call) {
        return list("lists", marketing.segments());
    }

    Reply createSegment(Call call) {
        return Reply.created(Reply.named("list", marketing.createSegment(call.body())));
    }

    Reply tags(Call call) {
        return list("tags", mautic.tags.names().stream().map(mautic.tags::node).toList());
    }

    Reply createTag(Call call) {
        return Reply.created(Reply.named("tag", mautic.tags.node(Json.text(call.body(), "tag", ""))));
    }

    private static Reply list(String name, Collection<? extends JsonNode> items) {
        var node = Json.object();
        node.put("total", items.size());
        node.putArray(name).addAll(items);
        return Reply.ok(node);
    }
}
