// Photos of today's phones are often larger than what is taken: they are made smaller here before they are sent. What cannot be
// made smaller is sent as it is, and the answer says what is wrong with it.
const ENOUGH_BYTES = 4 * 1024 * 1024;
const LONG_SIDE = 3000;

const smaller = async (file) => {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.88));
  return blob && new File([blob], file.name, { type: "image/jpeg" });
};

let working = Promise.resolve();
for (const input of document.querySelectorAll('input[type="file"][accept*="image/"]')) {
  input.addEventListener("change", () => {
    const [file] = input.files;
    if (!file?.type.startsWith("image/") || file.size <= ENOUGH_BYTES) return;
    working = smaller(file).then((made) => {
      if (made && made.size < file.size && input.files[0] === file) {
        const files = new DataTransfer();
        files.items.add(made);
        input.files = files.files;
      }
    }, () => {});
    const form = input.form;
    const wait = (event) => {
      event.preventDefault();
      working.then(() => {
        form.removeEventListener("submit", wait);
        form.requestSubmit(event.submitter);
      });
    };
    form.addEventListener("submit", wait);
    working.then(() => form.removeEventListener("submit", wait));
  });
}
