// What is live does not change under the eyes or the focus of somebody who reads it.
document.addEventListener('htmx:beforeSwap', event => {
  const live = event.detail.target;
  if (!live.hasAttribute('data-calm') || event.detail.xhr.status !== 200) {
    return;
  }
  const selection = document.getSelection();
  const isRead = live.contains(document.activeElement)
    || (selection !== null && !selection.isCollapsed && live.contains(selection.anchorNode))
    || (live.hasAttribute('data-news') && window.scrollY > 300);
  const news = document.getElementById(live.getAttribute('data-news'));
  if (isRead) {
    event.detail.shouldSwap = false;
  }
  if (news !== null) {
    news.hidden = !isRead;
  }
});
