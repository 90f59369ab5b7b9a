// What was typed or chosen is not lost by a word in another language or a link, without a question.
let unsaved = document.querySelector('form[data-unsaved=typed]') !== null;

document.addEventListener('input', event => {
  unsaved ||= event.target.closest('form[data-unsaved]') !== null;
});
document.addEventListener('submit', event => {
  if (event.target.matches('form[data-unsaved]')) {
    unsaved = false;
  }
});
document.addEventListener('htmx:beforeOnLoad', event => {
  if (event.detail.xhr.getResponseHeader('HX-Redirect') !== null) {
    unsaved = false;
  }
});
window.addEventListener('beforeunload', event => {
  if (unsaved) {
    event.preventDefault();
  }
});
