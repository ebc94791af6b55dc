/* Asks the browser to leave the app's pages in their language: its framework writes into text nodes
   that it keeps, and a translator puts others in their place. Old steps and counts would stand there
   for ever, and codes, secret words and names of files would be others. The light pages can be
   translated. */
export default function () {
  document.documentElement.setAttribute("translate", "no")
}
